package lockstep.grader.catalog.threadedsum;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicReference;
import lockstep.grader.probe.BackgroundCall;
import lockstep.grader.probe.CallLog;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Rendezvous;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThreadCensus;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** Counts the threads that compute elements, and sees whether they live at the same time. */
final class SumThreads {

    private static final Duration MEETING = Duration.ofSeconds(5);

    private final SumCall call;
    private final CallLog<Long> log = new CallLog<>();
    private final Rendezvous meeting;
    private final Set<Thread> alive;
    private final AtomicReference<List<Thread>> othersWhenLate = new AtomicReference<>();
    private final Map<Thread, StackTraceElement[]> stacks = new ConcurrentHashMap<>();
    private final AtomicReference<Thread> caller = new AtomicReference<>();
    private final ThreadCensus before = ThreadCensus.take();

    private SumThreads(SumCall call, int meeting) {
        this.call = call;
        this.meeting = new Rendezvous(meeting, MEETING);
        this.alive = Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    /** Expects as many threads as asked for, all at the same time, of a range that is long enough. */
    static void expectExactly(SumCall call) throws Exception {
        SumThreads threads = new SumThreads(call, call.threads());
        BackgroundCall<Long> running = threads.start();
        running.awaitEnd(SumCall.LIMIT);
        threads.expectNewThreads();
        SumProbe.expectSum(call, threads.log, running);
        threads.expectTogether();
        if (threads.log.threads().size() != call.threads()) {
            throw threads.wrongNumber();
        }
    }

    /** Expects no more threads than asked for, of a short range. */
    static void expectAtMost(SumCall call) throws InterruptedException {
        SumThreads threads = new SumThreads(call, 1);
        threads.start().awaitEnd(SumCall.LIMIT);
        threads.expectNewThreads();
        if (threads.log.threads().size() > call.threads()) {
            throw threads.wrongNumber();
        }
    }

    private BackgroundCall<Long> start() {
        return BackgroundCall.start(call.text(), () -> {
            caller.set(Thread.currentThread());
            return new SubmittedSum().sum(call.start(), call.end(), this::meet, call.threads());
        });
    }

    private long meet(long i) {
        log.add(i);
        Thread self = Thread.currentThread();
        stacks.computeIfAbsent(self, Thread::getStackTrace);
        // A caller that computes itself is wrong already, and nobody may come to meet it.
        if (self != caller.get()) {
            meeting.visit();
            if (!meeting.met() && othersWhenLate.get() == null) {
                othersWhenLate.compareAndSet(null, aliveBeside(self));
            }
        }
        return call.term().applyAsLong(i);
    }

    private List<Thread> aliveBeside(Thread self) {
        return before.newcomers().stream()
                .filter(thread -> thread != self && thread != caller.get())
                .toList();
    }

    private void expectNewThreads() {
        Map<Thread, List<Long>> byThread = log.byThread();
        Thread self = caller.get();
        List<Long> ofCaller = self == null ? null : byThread.get(self);
        if (self != null && ofCaller != null) {
            Advice advice =
                    !stackShowsRun(self) ? byThread.size() == 1 ? SumAdvice.NOT_SHARED : null : SumAdvice.RUN_FOR_START;
            throw wrong(
                    byThread.size() == 1
                            ? "the calling thread computed everything itself."
                            : "the calling thread computed " + ofCaller.size() + " of "
                                    + log.calls().size() + " elements itself.",
                    "only threads that this call starts call term",
                    "the calling thread called term " + ofCaller.size() + " times",
                    advice);
        }
        for (Thread thread : byThread.keySet()) {
            if (thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool()) {
                throw wrong(
                        "the work was done by threads of the common pool.",
                        "only threads that this call starts call term",
                        thread.getName() + " called term",
                        SumAdvice.COMMON_POOL);
            }
            if (alive.contains(thread)) {
                throw wrong(
                        "the work was done by a thread that lived before the call.",
                        "only threads that this call starts call term",
                        thread.getName() + " called term",
                        null);
            }
        }
    }

    private void expectTogether() {
        if (meeting.met()) {
            return;
        }
        int count = log.threads().size();
        if (count != call.threads()) {
            throw wrongNumber();
        }
        List<Thread> others = new ArrayList<>();
        List<Thread> late = othersWhenLate.get();
        if (late != null) {
            others.addAll(late);
        }
        throw CheckFailedError.because(
                call.text() + ": its " + count + " threads worked one after the other: while one was busy for "
                        + MEETING.toSeconds() + " seconds, no other one computed anything.",
                others.isEmpty() ? SumAdvice.ONE_AFTER_THE_OTHER : SumAdvice.TAKES_TURNS,
                null,
                new Evidence.Counterexample(
                        call.text(),
                        count + " threads compute at the same time",
                        others.isEmpty()
                                ? "the next thread was started after the previous one had ended"
                                : "the other threads had to wait for the busy one"));
    }

    private CheckFailedError wrongNumber() {
        int count = log.threads().size();
        return wrong(
                (count == 1 ? "1 thread" : count + " threads") + " did the work, expected " + call.threads() + ".",
                call.threads() + (call.threads() == 1 ? " thread calls term" : " threads call term"),
                count + (count == 1 ? " thread called it" : " threads called it"),
                SumAdvice.WRONG_NUMBER);
    }

    private CheckFailedError wrong(String what, String expected, String actual, @Nullable Advice advice) {
        return CheckFailedError.because(
                call.text() + ": " + what,
                advice,
                stacks.values().stream()
                        .findFirst()
                        .flatMap(SubmissionFrames::topmost)
                        .orElse(null),
                new Evidence.Counterexample(call.text(), expected, actual));
    }

    /** Returns whether the caller got into the term by calling a Thread's run method from within the submission. */
    private boolean stackShowsRun(Thread caller) {
        List<StackTraceElement> stack = List.of(stacks.getOrDefault(caller, new StackTraceElement[0]));
        int bottom = -1;
        for (int i = 0; i < stack.size(); i++) {
            bottom = SubmissionFrames.isOfSubmission(stack.get(i)) ? i : bottom;
        }
        return stack.subList(0, bottom + 1).stream()
                .anyMatch(frame -> frame.getMethodName().equals("run") && isThread(frame.getClassName()));
    }

    private static boolean isThread(String className) {
        try {
            return Thread.class.isAssignableFrom(Class.forName(className, false, SumThreads.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
