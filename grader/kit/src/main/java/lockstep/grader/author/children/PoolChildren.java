package lockstep.grader.author.children;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Children that answer requests, line by line, with a record of what they were given. Provided until {@link #close}. */
final class PoolChildren implements Children, AutoCloseable {

    /** How much a pipe holds is nothing that anybody may count on. */
    private static final int NARROW = 256;

    /** A request that begins with it is answered before all of it has been read. */
    static final char HASTY = '<';

    /** Longer than what two pipes hold. */
    private static final String LONG = "+".repeat(3 * NARROW);

    private final Cast cast;
    private final String done;
    private final long haste;
    private final int pipe;
    private final List<ScriptedChild<Integer>> started = new ArrayList<>();
    private final List<Given> given = new ArrayList<>();
    private final Map<Integer, String> atWork = new HashMap<>();
    private final Map<String, CountDownLatch> latches = new HashMap<>();
    private int attempts;
    private int mostAlive;
    private int endedThemselves;
    private volatile boolean inVain;

    /**
     * A request that a child has read.
     *
     * @param child its place in the order of starts
     */
    record Given(String request, int child) {}

    PoolChildren(Cast cast, String done, long haste) {
        this(cast, done, haste, NARROW);
    }

    private PoolChildren(Cast cast, String done, long haste, int pipe) {
        this.cast = cast;
        this.done = done;
        this.haste = haste;
        this.pipe = pipe;
        CurrentChildren.provide(this);
    }

    /** The same with pipes as wide as they are. */
    static PoolChildren behindWidePipes(Cast cast, String done) {
        return new PoolChildren(cast, done, 1, BoundedPipe.CAPACITY);
    }

    @Override
    public synchronized Process start(Class<?> mainClass, List<String> arguments) throws IOException {
        if (cast.unstartable().contains(attempts++)) {
            throw new IOException("Cannot run program \"java\": error=11, Resource temporarily unavailable");
        }
        ScriptedChild<Integer> child = new ScriptedChild<>(started.size(), attempts, this::live, pipe, haste);
        started.add(child);
        child.begin();
        mostAlive = Math.max(mostAlive, alive().size());
        return new HandedChild(child, child.getInputStream());
    }

    private int live(ScriptedChild<?> child) throws InterruptedException {
        Cast.Part atStart = cast.atStart().get(child.number());
        if (atStart != null && !atStart.play(child, this)) {
            return 1;
        }
        for (String request = read(child); request != null; request = read(child)) {
            noteGiven(child, request);
            Cast.Part part = cast.onRequest().get(request);
            if (part == null) {
                answer(child);
            } else if (!part.play(child, this)) {
                return 1;
            }
        }
        Cast.Part atEnd = cast.atEnd();
        boolean good = atEnd == null || atEnd.play(child, this);
        noteEnded();
        return good ? 0 : 1;
    }

    private @Nullable String read(ScriptedChild<?> child) throws InterruptedException {
        int first = child.read();
        if (first < 0 || first == '\n') {
            return first < 0 ? null : "";
        }
        if (first == HASTY) {
            child.write(LONG);
        }
        return (char) first + Objects.requireNonNullElse(child.readLine(), "");
    }

    private synchronized void noteGiven(ScriptedChild<?> child, String request) {
        given.add(new Given(request, child.number()));
        atWork.put(child.number(), request);
    }

    private synchronized void noteEnded() {
        endedThemselves++;
    }

    private synchronized void noteAnswered(ScriptedChild<?> child) {
        atWork.remove(child.number());
    }

    // ---- what a child can do, for parts

    /** Answers what it was given. */
    boolean answer(ScriptedChild<?> child) throws InterruptedException {
        String request = requestOf(child);
        child.print(answerBehind(request));
        return done(child);
    }

    /** Says that this was all. */
    boolean done(ScriptedChild<?> child) throws InterruptedException {
        noteAnswered(child);
        child.print(done);
        return true;
    }

    /** Waits for so many children that meet under this name; after hours it gives up. */
    boolean meet(String name, int count) throws InterruptedException {
        CountDownLatch missing = latch(name, count);
        missing.countDown();
        if (missing.getCount() > 0 && !missing.await(ChildPoolDerivation.HOURS / haste, TimeUnit.MILLISECONDS)) {
            inVain = true;
        }
        return true;
    }

    /** Waits until this gate is open. */
    boolean await(String gate) throws InterruptedException {
        latch(gate, 1).await();
        return true;
    }

    void open(String gate) {
        latch(gate, 1).countDown();
    }

    private synchronized CountDownLatch latch(String name, int count) {
        return latches.computeIfAbsent(name, unused -> new CountDownLatch(count));
    }

    synchronized String requestOf(ScriptedChild<?> child) {
        return Objects.requireNonNull(atWork.get(child.number()), "at work");
    }

    /** Returns the answer to a request, without what a hasty child has said by then. */
    private static String answerBehind(String request) {
        return "answer to " + request;
    }

    /** Returns what a child says to a request. */
    static String answerTo(String request) {
        return (request.startsWith(String.valueOf(HASTY)) ? LONG : "") + answerBehind(request);
    }

    // ---- what has happened

    /** Returns the children in the order in which they were started. */
    synchronized List<ScriptedChild<Integer>> started() {
        return List.copyOf(started);
    }

    /** Returns how many starts there have been, with those that failed. */
    synchronized int attempts() {
        return attempts;
    }

    /** Returns how many have been alive at a time. */
    synchronized int mostAlive() {
        return mostAlive;
    }

    /** Returns how many have come to their end because their input had, before anybody ended them. */
    synchronized int endedThemselves() {
        return endedThemselves;
    }

    /** Returns whether children have waited for each other that were not at work at the same time. */
    boolean haveMetInVain() {
        return inVain;
    }

    List<ScriptedChild<Integer>> alive() {
        return started().stream().filter(ScriptedChild::isAlive).toList();
    }

    /** Returns those that live, and have a request that they have not answered. */
    List<ScriptedChild<Integer>> atWork() {
        Map<Integer, String> now;
        synchronized (this) {
            now = Map.copyOf(atWork);
        }
        return alive().stream().filter(child -> now.containsKey(child.number())).toList();
    }

    /** Returns what was read, in that order. */
    synchronized List<Given> given() {
        return List.copyOf(given);
    }

    /** Ends all children; from now on there are none to be started. */
    @Override
    public void close() {
        CurrentChildren.provideNone();
        started().forEach(ScriptedChild::destroyForcibly);
    }
}
