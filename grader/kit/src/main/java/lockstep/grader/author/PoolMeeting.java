package lockstep.grader.author;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.probe.PoolFault;
import lockstep.grader.probe.TaskLog.What;

/**
 * Threads that use one pool at the same time, for a race check: in whatever order their steps and those of the pool come,
 * all that was accepted has to be done in the end, as any pool does it.
 */
public final class PoolMeeting {

    /** Which threads meet, one alternative or another. */
    public enum Kind {
        /** Two tasks, by one thread or by two. */
        SUBMITTING(
                List.of(List.of(Move.SUBMIT, Move.SUBMIT_FAILING)),
                List.of(List.of(Move.SUBMIT), List.of(Move.SUBMIT))),
        /** A thread submits and closes: closing meets the task or its callback. */
        LAST_CALLBACK(
                List.of(List.of(Move.SUBMIT, Move.CLOSE)),
                List.of(List.of(Move.SUBMIT_FAILING, Move.CLOSE)),
                List.of(List.of(Move.SUBMIT_HARMFUL, Move.CLOSE)),
                List.of(List.of(Move.SUBMIT_CHAIN, Move.CLOSE))),
        /** A thread closes while another one submits, or submits and closes. */
        BESIDE_CLOSE(
                List.of(List.of(Move.SUBMIT), List.of(Move.CLOSE)),
                List.of(List.of(Move.SUBMIT, Move.CLOSE), List.of(Move.CLOSE)));

        private final List<List<List<Move>>> alternatives;

        @SafeVarargs
        @SuppressWarnings("varargs") // the array is only read, into a list
        Kind(List<List<Move>>... alternatives) {
            this.alternatives = List.of(alternatives);
        }

        private Set<PoolFault> faults() {
            return this == SUBMITTING ? USING : CLOSING;
        }
    }

    /** What a thread does. */
    private enum Move {
        SUBMIT("submit(task, callback)", history -> history.submit(Job.returning("result"))),
        SUBMIT_FAILING(
                "submit(failing, callback)", history -> history.submit(Job.throwing(new FunctionException("failed")))),
        /** The callback throws. */
        SUBMIT_HARMFUL(
                "submit(task, failing)",
                history -> history.submit(Job.returning("result").then(() -> {
                    throw new FunctionException("failed");
                }))),
        /** The callback submits. */
        SUBMIT_CHAIN(
                "submit(task, (r, f) -> submit(task, callback))",
                history -> history.submit(Job.returning("first").then(() -> history.submit(Job.returning("second"))))),
        CLOSE("close()", PoolHistory::close);

        private final String text;
        private final Action action;

        Move(String text, Action action) {
            this.text = text;
            this.action = action;
        }
    }

    @FunctionalInterface
    private interface Action {
        void on(PoolHistory history);
    }

    /** What is asked where threads close the pool; the rest is asked where they do not. */
    private static final Set<PoolFault> CLOSING = EnumSet.of(
            PoolFault.CLOSED_EARLY,
            PoolFault.CLOSED_BESIDE,
            PoolFault.SLIPPED_IN,
            PoolFault.CHAIN_REFUSED,
            PoolFault.ACCEPTED,
            PoolFault.LOST,
            PoolFault.FAILURE_LOST,
            PoolFault.TWICE);

    private static final Set<PoolFault> USING =
            EnumSet.complementOf(EnumSet.of(PoolFault.CLOSED_EARLY, PoolFault.CLOSED_BESIDE, PoolFault.SLIPPED_IN));

    private final PoolHistory history;
    private final List<List<Move>> threads;

    private PoolMeeting(PoolHistory history, List<List<Move>> threads) {
        this.history = history;
        this.threads = threads;
    }

    /**
     * Makes a pool of one thread or two.
     *
     * @param oneOf chooses one of so many things
     */
    public static PoolMeeting of(TaskPool contract, Kind kind, IntUnaryOperator oneOf) {
        int size = 1 + oneOf.applyAsInt(2);
        List<List<Move>> threads = kind.alternatives.get(oneOf.applyAsInt(kind.alternatives.size()));
        String text = threads.stream()
                .map(moves -> moves.stream().map(move -> move.text).collect(Collectors.joining(", then ")))
                .collect(Collectors.joining("; beside it "));
        return new PoolMeeting(
                new PoolHistory(
                        contract, size, contract.text(size) + ", " + text, kind.faults(), () -> null, () -> null),
                threads);
    }

    /** Returns what each thread does. */
    public Stream<Runnable> parts() {
        return threads.stream().map(moves -> () -> moves.forEach(move -> move.action.on(history)));
    }

    /** Closes the pool. What is not done by then though it has been closed before will never be: who waits for it never ends. */
    public void close() {
        if (history.log.count(What.CLOSED) > 0) {
            history.expectDone();
        }
        history.close();
    }

    /** Fails if anything has come otherwise than with any pool, or if something is not done. */
    public void expectDone() {
        history.expectDone();
    }
}
