package lockstep.engine.control;

import java.util.List;

/** Why an execution could not go on to its end. */
public sealed interface Fault {

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
}
