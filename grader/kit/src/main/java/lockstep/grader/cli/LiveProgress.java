package lockstep.grader.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import lockstep.grader.check.Progress;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.language.Language;
import lockstep.grader.report.render.Columns;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/** Tells on stderr what is being done: on a terminal one line that keeps changing, elsewhere a line per check. */
final class LiveProgress implements Progress, AutoCloseable {

    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream err;
    private final boolean isTerminal;
    private final Language language;
    private final int columns;
    private final LongSupplier nanoClock;
    private final @Nullable ScheduledExecutorService ticker;

    private final Map<String, Long> exercises = new HashMap<>();
    private final Map<CheckSpec, Long> running = new LinkedHashMap<>();

    LiveProgress(Surroundings surroundings) {
        this.err = surroundings.streams().err();
        this.language = surroundings.language();
        this.isTerminal = surroundings.terminal().stderr();
        this.columns = surroundings.terminal().columns();
        this.nanoClock = surroundings.time().nanoClock();
        this.ticker = isTerminal ? startTicker() : null;
    }

    private ScheduledExecutorService startTicker() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleAtFixedRate(this::draw, 200, 200, TimeUnit.MILLISECONDS);
        return executor;
    }

    @Override
    public synchronized void exerciseStarted(Exercise started) {
        exercises.put(started.id().slug(), nanoClock.getAsLong());
    }

    @Override
    public synchronized void checkStarted(CheckSpec check) {
        running.put(check, nanoClock.getAsLong());
        draw();
    }

    @Override
    public synchronized void checkFinished(CheckSpec check, CheckResult result) {
        running.remove(check);
        if (!isTerminal && result.verdict().outcome() != Outcome.SKIPPED) {
            err.printf(
                    Locale.ROOT,
                    "%-16s %s %s %6.1f s  %s%n",
                    check.id().exercise(),
                    kind(check),
                    Columns.pad(language.say(result.verdict().outcome().name()), 12, false),
                    result.elapsed().toNanos() / 1e9,
                    language.say(check.title()));
        }
    }

    @Override
    public synchronized void exerciseFinished(Exercise finished) {
        if (isTerminal) {
            err.print(ERASE_LINE);
        }
        String slug = finished.id().slug();
        String took = String.format(
                Locale.ROOT, "done in %.1f s", secondsSince(exercises.getOrDefault(slug, nanoClock.getAsLong())));
        err.printf("%-16s %s%n", slug, language.say(took));
    }

    /** Shows the check that has been running longest, and how many others there are. */
    private synchronized void draw() {
        if (!isTerminal || running.isEmpty()) {
            return;
        }
        Map.Entry<CheckSpec, Long> first = running.entrySet().iterator().next();
        CheckSpec check = first.getKey();
        String line = String.format(
                Locale.ROOT,
                "%-16s %s %s … %.1f s%s",
                check.id().exercise(),
                kind(check),
                language.say(check.title()),
                secondsSince(first.getValue()),
                running.size() == 1 ? "" : " " + language.say("(and " + (running.size() - 1) + " more)"));
        err.print(ERASE_LINE + Columns.cut(line, Math.max(1, columns - 1)));
        err.flush();
    }

    private String kind(CheckSpec check) {
        return Columns.pad(language.say(check.id().kind().word()), 12, false);
    }

    private double secondsSince(long nanos) {
        return (nanoClock.getAsLong() - nanos) / 1e9;
    }

    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.shutdownNow();
            err.print(ERASE_LINE);
            err.flush();
        }
    }
}
