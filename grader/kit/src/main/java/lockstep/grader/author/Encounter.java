package lockstep.grader.author;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.ThrownBySubmission;
import org.jspecify.annotations.Nullable;

/** Calls that threads make at the same time on a fresh object, and which answers are permitted. */
public final class Encounter {

    private final Maker maker;
    private final int threads;

    private Encounter(Maker maker, int threads) {
        this.maker = maker;
        this.threads = threads;
    }

    @FunctionalInterface
    private interface Maker {
        Attempt begin(boolean inOrder);
    }

    /**
     * Returns calls on a subject, each list by a thread of its own.
     *
     * @throws IllegalArgumentException if in some order calls wait in the end, which real threads could not survive
     */
    static <S, M> Encounter of(Subject<S, M> subject, List<List<Op<S, M>>> threads) {
        return new Encounter(inOrder -> new Calls<>(subject, threads, inOrder), threads.size());
    }

    /**
     * Returns calls on a subject, each list by a thread of its own, a call by one more, and a thread that interrupts that one.
     *
     * @param mayGiveUp whether that call may end by an {@link InterruptedException}, as if it had not been made
     * @param afterwards calls that are made when all have ended
     */
    static <S, M> Encounter interrupting(
            Subject<S, M> subject,
            List<List<Op<S, M>>> others,
            Op<S, M> interrupted,
            boolean mayGiveUp,
            List<Op<S, M>> afterwards) {
        List<List<Op<S, M>>> threads = new ArrayList<>(others);
        threads.add(List.of(interrupted));
        return new Encounter(
                inOrder -> new Interrupted<>(subject, threads, inOrder, mayGiveUp, afterwards), threads.size() + 1);
    }

    /** Returns how many threads take part. */
    public int threads() {
        return threads;
    }

    /**
     * Makes a fresh object.
     *
     * @param inOrder whether one thread moves at a time, as under control
     */
    public Attempt begin(boolean inOrder) {
        return maker.begin(inOrder);
    }

    /** One time that the threads meet. */
    public interface Attempt {
        /** Makes the calls of one thread. */
        void act(int thread);

        /** Asks for the state that the threads have left. */
        void observe();

        /** Asks for the state that the threads have left for the last time; nobody uses the object any more. */
        void end();

        /** Returns whether nothing but its own calls has changed the object, if none of them has been made. */
        boolean isUntouched();

        /** Returns whether all answers are permitted. */
        boolean isPermitted();

        /** Returns what was thrown that no model throws, if that is why the answers are not permitted. */
        @Nullable
        ThrownBySubmission threw();

        /** Returns the failure of answers that are not permitted. */
        CheckFailedError wrong();

        /** Returns the answers, in words. */
        String observed();
    }

    private static class Calls<S, M> implements Attempt {

        final History<S, M> history;
        final List<List<Made<S, M>>> threads;

        Calls(Subject<S, M> subject, List<List<Op<S, M>>> threads, boolean inOrder) {
            this.history = new History<>(subject, inOrder);
            this.threads = IntStream.range(0, threads.size())
                    .mapToObj(thread -> threads.get(thread).stream()
                            .map(op -> history.add(Made.of(op, thread)))
                            .toList())
                    .toList();
        }

        @Override
        public void act(int thread) {
            for (Made<S, M> call : threads.get(thread)) {
                history.perform(call);
            }
        }

        @Override
        public void observe() {
            history.observe();
        }

        @Override
        public void end() {
            history.observe();
        }

        @Override
        public boolean isUntouched() {
            return history.isUntouched();
        }

        @Override
        public boolean isPermitted() {
            return history.isExplainedByAnswers();
        }

        @Override
        public @Nullable ThrownBySubmission threw() {
            return history.unexpected();
        }

        @Override
        public CheckFailedError wrong() {
            return Expect.wrong(what(), permitted(), observed(), null).answeredAt(history.answeredAt());
        }

        String what() {
            return history.text();
        }

        String permitted() {
            return history.permitted();
        }

        @Override
        public String observed() {
            return history.observed();
        }
    }

    /** The thread behind the last one interrupts it. */
    private static final class Interrupted<S, M> extends Calls<S, M> {

        private final boolean mayGiveUp;
        private final List<Op<S, M>> afterwards;
        private final int last;
        private final Object door = new Object();
        private @Nullable Thread inside;
        private boolean wasInterrupted;
        private boolean keptInterrupt;

        Interrupted(
                Subject<S, M> subject,
                List<List<Op<S, M>>> threads,
                boolean inOrder,
                boolean mayGiveUp,
                List<Op<S, M>> afterwards) {
            super(subject, threads, inOrder);
            this.mayGiveUp = mayGiveUp;
            this.afterwards = afterwards;
            this.last = threads.size() - 1;
        }

        @Override
        public void act(int thread) {
            if (thread > last) {
                interrupt();
            } else if (thread < last) {
                super.act(thread);
            } else {
                note(Thread.currentThread());
                super.act(thread);
                note(null);
            }
        }

        private void interrupt() {
            synchronized (door) {
                if (inside != null) {
                    inside.interrupt();
                    wasInterrupted = true;
                }
            }
        }

        /** Whoever runs next in this thread shall not have the interrupt. */
        private void note(@Nullable Thread who) {
            synchronized (door) {
                inside = who;
                keptInterrupt = Thread.interrupted();
            }
        }

        private boolean gaveUp() {
            ThrownBySubmission threw = threads.get(last).get(0).threw;
            return mayGiveUp && threw != null && threw.thrown().isA(InterruptedException.class);
        }

        /** Who does not give up keeps the interrupt for its caller. */
        private boolean hasLostInterrupt() {
            return !gaveUp() && wasInterrupted && !keptInterrupt;
        }

        @Override
        public void end() {
            super.end();
            afterwards.forEach(history::last);
        }

        @Override
        public boolean isPermitted() {
            return gaveUp()
                    ? history.isExplainedWithout(threads.get(last).get(0), null)
                    : super.isPermitted() && !hasLostInterrupt();
        }

        @Override
        public @Nullable ThrownBySubmission threw() {
            return mayGiveUp ? history.unexpected(threads.get(last)) : super.threw();
        }

        @Override
        public CheckFailedError wrong() {
            return hasLostInterrupt() && super.isPermitted()
                    ? Expect.wrong(what(), permitted(), observed(), null)
                            .advising(Interrupting.FLAG_LOST)
                            .at(threads.get(last).get(0).interruptTakenAt)
                    : super.wrong();
        }

        @Override
        String what() {
            return super.what() + ", and " + History.name(last) + " is interrupted";
        }

        @Override
        String permitted() {
            return super.permitted() + "; and the interrupt flag of " + History.name(last) + " is still set"
                    + (mayGiveUp ? "; or " + History.name(last) + " gives up and has changed nothing" : "");
        }

        @Override
        public String observed() {
            return super.observed() + (hasLostInterrupt() ? ", and the interrupt flag was cleared" : "");
        }
    }
}
