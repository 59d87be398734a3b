package lockstep.grader.author;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import lockstep.engine.Actors;
import lockstep.engine.control.Line;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.Uninterruptibly;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Where a case is played: who acts, and how long something takes that takes long. */
public record Stage(Actors actors, Pace pace) implements Actors {

    private static final int PARTS = 120;

    private static final Duration REAL_PAUSE = Duration.ofMillis(300);

    /** How time passes. */
    public enum Pace {
        /** In virtual time: what takes long takes longer than anybody's time-out. */
        HOURS(Duration.ofHours(2)),
        /** In virtual time that is watched: who looks every few milliseconds takes as many steps as an execution may have. */
        SECONDS(Duration.ofSeconds(10)),
        /** The same where several look every millisecond. */
        MOMENTS(Duration.ofSeconds(1)),
        /** The same where they look ten times a millisecond. */
        INSTANTS(Duration.ofMillis(100)),
        /** On real threads: as long as anybody may be kept waiting. */
        REAL(Duration.ofSeconds(5));

        private final Duration longTime;

        Pace(Duration longTime) {
            this.longTime = longTime;
        }
    }

    /** Returns by how much time is shorter here than in virtual hours. */
    public long haste() {
        return Pace.HOURS.longTime.dividedBy(pace.longTime);
    }

    boolean isReal() {
        return pace == Pace.REAL;
    }

    /** Returns some time within what takes long. */
    Duration someTime() {
        return pace.longTime.dividedBy(PARTS);
    }

    Duration longTime() {
        return pace.longTime;
    }

    /** Returns this time, or what takes long where that is less. */
    Duration atMost(Duration time) {
        return time.compareTo(pace.longTime) > 0 ? pace.longTime : time;
    }

    /**
     * Returns the first line of the submission in which one of these threads is, or else where it has made one, or its pool;
     * null where neither is known.
     */
    public @Nullable SourceLocation line(Collection<Thread> threads) {
        return threads.stream()
                .flatMap(thread -> SubmissionFrames.topmost(stack(thread).toArray(StackTraceElement[]::new)).stream())
                .findFirst()
                .orElseGet(() -> SubmissionFrames.origin(this, threads));
    }

    /** Returns whether a thread waits for the end of another one. */
    public boolean awaitsEnd(Thread thread) {
        return stack(thread).stream()
                .takeWhile(frame -> !SubmissionFrames.isOfSubmission(frame))
                .anyMatch(frame -> frame.getMethodName().equals("join"));
    }

    @Override
    public @Nullable Line madeAt(Thread thread) {
        return actors.madeAt(thread);
    }

    @Override
    public @Nullable Line poolMadeAt(Thread thread) {
        return actors.poolMadeAt(thread);
    }

    /** Lets so much time pass; less of it where it is real. */
    void pause(Duration time) {
        Uninterruptibly.pause(isReal() && time.compareTo(REAL_PAUSE) > 0 ? REAL_PAUSE : time);
    }

    @Override
    public void together(Actor... parts) {
        actors.together(parts);
    }

    @Override
    public Thread start(Runnable body) {
        return actors.start(body);
    }

    @Override
    public void await(Thread thread) {
        actors.await(thread);
    }

    @Override
    public void settle() {
        actors.settle();
    }

    @Override
    public List<Thread> alive() {
        return actors.alive();
    }

    @Override
    public List<StackTraceElement> stack(Thread thread) {
        return actors.stack(thread);
    }

    @Override
    public int oneOf(int count) {
        return actors.oneOf(count);
    }
}
