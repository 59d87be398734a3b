package lockstep.grader.author;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockstep.grader.author.ParallelCall.Setting;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.Uninterruptibly;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** The threads that compute for one call, and whether they do so at the same time. */
final class Crew {

    private static final Duration A_MOMENT = Duration.ofMillis(20);
    private static final int FRAMES_OF_WAITING = 4;

    private final ParallelCall call;
    private final Setting setting;
    private final Stage stage;
    private final Meeting meeting;
    private final Trial trial;
    private boolean slowed;
    private boolean callerMayMeet;
    /** Who else was there when one had waited in vain, and whether somebody waited for a lock, or for another worker. */
    private volatile List<Thread> idle = List.of();

    /** Where the caller was then, and the first of the others that was in code of the submission's. */
    private volatile @Nullable SourceLocation callerAt;

    private volatile @Nullable SourceLocation idleAt;

    private volatile boolean blocked;
    private volatile boolean joining;

    /** @param groups how many times all have to be at it at the same time */
    Crew(ParallelCall call, Stage stage, Setting setting, long groups) {
        this.call = call;
        this.setting = setting;
        this.stage = stage;
        this.meeting = new Meeting(setting.workers(), groups, stage, this::lookRound);
        this.trial = new Trial(call, stage, setting, (i, number) -> meet(number));
    }

    /** Lets each application take a moment, so that all who can come to work do. */
    Crew slowed() {
        slowed = true;
        return this;
    }

    /** Counts the caller as one of those who meet: whether it may compute is another question. */
    Crew withCaller() {
        callerMayMeet = true;
        return this;
    }

    Crew run() throws InterruptedException {
        trial.run();
        return this;
    }

    private void meet(int number) {
        if (slowed && !trial.isReal()) {
            Uninterruptibly.pause(A_MOMENT);
        }
        // Where the caller must not compute, nobody may come to meet it.
        if (callerMayMeet || Thread.currentThread() != trial.caller()) {
            meeting.visit(number);
        }
    }

    private void lookRound() {
        Thread me = Thread.currentThread();
        List<Thread> others = stage.alive().stream()
                .filter(thread -> thread != me
                        && thread != trial.caller()
                        && !trial.before().contains(thread))
                .toList();
        idle = others;
        idleAt = stage.line(others);
        callerAt = me == trial.caller() ? null : stage.line(List.of(trial.caller()));
        blocked = others.stream().anyMatch(thread -> thread.getState() == Thread.State.BLOCKED);
        joining = others.stream().filter(thread -> !isOfCommonPool(thread)).anyMatch(this::isJoining);
    }

    /** A thread that waits has few frames of the waiting itself; further down are those of what it did before. */
    private boolean isJoining(Thread thread) {
        return stage.stack(thread).stream()
                .limit(FRAMES_OF_WAITING)
                .anyMatch(frame -> frame.getClassName().endsWith("java.util.concurrent.ForkJoinTask")
                        && frame.getMethodName().equals("awaitDone"));
    }

    private Map<Thread, List<Long>> byThread() {
        return trial.log().byThread();
    }

    /** Fails if the caller computes, or a thread that lived before the call. */
    void expectNewThreads() {
        String expected = "only " + call.worker() + "s that this call starts call " + call.function();
        Thread caller = trial.caller();
        List<Long> ofCaller = byThread().get(caller);
        if (ofCaller != null) {
            boolean alone = byThread().size() == 1;
            boolean calledRun = stackShowsRun(caller);
            throw wrong(
                    calledRun || !alone
                            ? SubmissionFrames.leading(trial.stack(caller)).orElse(null)
                            : trial.appliedAt(caller),
                    alone
                            ? "the calling thread computed everything itself."
                            : "the calling thread computed " + ofCaller.size() + " of " + setting.size()
                                    + " elements itself.",
                    calledRun ? Sign.CALLER_RUNS : alone ? Sign.CALLER_COMPUTES : Sign.CALLER_HELPS,
                    expected,
                    "the calling thread called " + call.function() + " "
                            + (ofCaller.size() == 1 ? "once" : ofCaller.size() + " times"));
        }
        for (Thread thread : byThread().keySet()) {
            boolean common = isOfCommonPool(thread);
            if (common || trial.before().contains(thread)) {
                throw wrong(
                        trial.appliedAt(thread),
                        common
                                ? "the work was done by threads of the common pool."
                                : "the work was done by a thread that lived before the call.",
                        common ? Sign.COMMON_POOL : null,
                        expected,
                        thread.getName() + " called " + call.function());
            }
        }
    }

    static boolean isOfCommonPool(Thread thread) {
        return thread.isDaemon() && thread.getName().startsWith("ForkJoinPool.commonPool-");
    }

    /** Fails if not all of them were at it at the same time. */
    void expectTogether(@Nullable Sign wrongNumber) {
        trial.expectReturned();
        if (!meeting.isLate()) {
            return;
        }
        int count = byThread().size();
        if (wrongNumber != null && count != setting.workers()) {
            expectAsManyAs(true);
        }
        Sign sign = signOfWaiting(wrongNumber != null);
        throw trial.wrong(
                trial.text() + ": no more than " + meeting.seen() + (meeting.seen() == 1 ? " was" : " were")
                        + " computing at a time, though there were elements left for "
                        + call.workers(setting.workers()) + ".",
                sign,
                lineOfWaiting(sign),
                call.workers(setting.workers()) + " compute at the same time",
                idle.isEmpty()
                        ? "nobody else was there while one was busy"
                        : call.workers(idle.size()) + " did nothing while one was busy");
    }

    /** Where there are too few threads, it is their number; else where somebody waits who should compute. */
    private @Nullable SourceLocation lineOfWaiting(@Nullable Sign sign) {
        if (sign == Sign.TAKES_TURNS) {
            return idleAt;
        }
        if (sign == Sign.ONE_AFTER_THE_OTHER) {
            return callerAt;
        }
        return byThread().size() < setting.workers() ? origin() : idleAt;
    }

    /** Returns where the submission has decided how many threads there are. */
    private @Nullable SourceLocation origin() {
        return SubmissionFrames.origin(stage, byThread().keySet());
    }

    private @Nullable Sign signOfWaiting(boolean startsThreads) {
        Set<Thread> callers = byThread().keySet();
        if (callers.stream().anyMatch(Crew::isOfCommonPool)) {
            return Sign.COMMON_POOL;
        }
        if (joining) {
            return Sign.WORKER_WAITS;
        }
        if (callers.size() == 1) {
            return callers.contains(trial.caller()) ? Sign.CALLER_COMPUTES : Sign.NOT_SHARED;
        }
        if (startsThreads) {
            return idle.isEmpty() ? Sign.ONE_AFTER_THE_OTHER : Sign.TAKES_TURNS;
        }
        return meeting.seen() == 1 && !blocked && callers.size() <= setting.workers() ? Sign.ONE_AFTER_THE_OTHER : null;
    }

    /** Fails if more threads than asked for compute, or fewer. */
    void expectAsManyAs(boolean exactly) {
        int count = byThread().size();
        if (count > setting.workers() || exactly && count < setting.workers()) {
            throw wrong(
                    origin(),
                    call.workers(count) + " did the work, expected " + setting.workers() + ".",
                    Sign.WRONG_NUMBER,
                    call.workers(setting.workers()) + (setting.workers() == 1 ? " calls " : " call ") + call.function(),
                    call.workers(count) + " called it");
        }
    }

    /** Fails if more were at it at the same time than asked for. */
    void expectNoMore() {
        trial.expectReturned();
        int most = trial.log().most();
        if (most > setting.workers()) {
            boolean common = byThread().keySet().stream().anyMatch(Crew::isOfCommonPool);
            throw wrong(
                    origin(),
                    most + " elements were computed at the same time, where " + call.workers(setting.workers()) + " "
                            + (setting.workers() == 1 ? "was" : "were") + " asked for.",
                    common ? Sign.COMMON_POOL : Sign.TOO_MANY,
                    "at most " + setting.workers() + " at a time",
                    most + " at a time");
        }
    }

    private CheckFailedError wrong(
            @Nullable SourceLocation line, String what, @Nullable Sign sign, String expected, String actual) {
        return trial.wrong(trial.text() + ": " + what, sign, line, expected, actual);
    }

    /** Returns whether the caller got into the function by calling a thread's run method from within the submission. */
    private boolean stackShowsRun(Thread caller) {
        List<StackTraceElement> stack = trial.stack(caller);
        int bottom = -1;
        for (int i = 0; i < stack.size(); i++) {
            bottom = SubmissionFrames.isOfSubmission(stack.get(i)) ? i : bottom;
        }
        return stack.subList(0, bottom + 1).stream()
                .anyMatch(frame -> frame.getMethodName().equals("run") && isThread(frame.getClassName()));
    }

    private static boolean isThread(String className) {
        try {
            return Thread.class.isAssignableFrom(Class.forName(className, false, Crew.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
