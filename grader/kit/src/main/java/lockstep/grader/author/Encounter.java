package lockstep.grader.author;

import java.util.List;
import java.util.stream.IntStream;
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

        /** Returns whether nothing but its own calls has changed the object, if none of them has been made. */
        boolean isUntouched();

        /** Returns whether all answers are permitted. */
        boolean isPermitted();

        /** Returns what was thrown that no model throws, if that is why the answers are not permitted. */
        @Nullable
        ThrownBySubmission threw();

        /** Returns what was done, as a student would write it. */
        String what();

        /** Returns the answers that are permitted, in words. */
        String permitted();

        /** Returns the answers, in words. */
        String observed();
    }

    private static final class Calls<S, M> implements Attempt {

        private final History<S, M> history;
        private final List<List<Made<S, M>>> threads;

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
        public String what() {
            return history.text();
        }

        @Override
        public String permitted() {
            return history.permitted();
        }

        @Override
        public String observed() {
            return history.observed();
        }
    }
}
