package lockstep.engine.control;

import java.util.List;

/** Why an execution could not go on to its end. */
public sealed interface Fault {

    /** Returns the threads that have not ended; empty where that was not what went wrong. */
    default List<StuckThread> threads() {
        return List.of();
    }

    /** The scenario's main part threw; also a failed expectation. */
    record Thrown(Throwable thrown) implements Fault {}

    /**
     * No thread can go on, and the scenario is not over.
     *
     * @param threads all threads that have not ended
     */
    record Stuck(List<StuckThread> threads) implements Fault {
        public Stuck {
            threads = List.copyOf(threads);
        }
    }

    /** Threads spin, and what they wait for cannot come any more. */
    record NoProgress(List<StuckThread> threads) implements Fault {
        public NoProgress {
            threads = List.copyOf(threads);
        }
    }

    /**
     * A livelock: threads change things for ever and get nowhere, although each of them that can go on does.
     *
     * @param threads all threads that have not ended
     * @param round what they do over and over again
     */
    record Livelock(List<StuckThread> threads, List<Turn> round) implements Fault {
        public Livelock {
            threads = List.copyOf(threads);
            round = List.copyOf(round);
        }
    }

    /**
     * A step of a round.
     *
     * @param thread the name of the thread that takes it
     * @param site where
     */
    record Turn(String thread, int site) {}
}
