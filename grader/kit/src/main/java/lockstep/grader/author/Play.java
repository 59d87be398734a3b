package lockstep.grader.author;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sentence about threads that come and go in a certain order: who is let in, who waits, who is interrupted, whose time is
 * over. After each move all threads run on until they wait; then those inside, those waiting and all answers have to be what
 * the model says of some order of the calls. At the end everybody leaves, and nobody may wait.
 *
 * <p>A call whose function has been called is inside until it leaves. Calls of one thread come one after the other.
 *
 * @param <S> the object's type
 * @param <M> the model's type
 */
public final class Play<S, M> {

    /** In so many orders of the threads' steps a play is tried where moves come at once, and in any other. */
    private static final int ORDERS_AT_ONCE = 300;

    private static final int ORDERS = 6;

    private final Subject<S, M> subject;
    private final List<Move<S, M>> moves;
    private final boolean inOrderOfArrival;

    private Play(Subject<S, M> subject, List<Move<S, M>> moves, boolean inOrderOfArrival) {
        this.subject = subject;
        this.moves = List.copyOf(moves);
        this.inOrderOfArrival = inOrderOfArrival;
    }

    /** What can happen. */
    enum Kind {
        CALL,
        ENTER,
        LEAVE,
        THROW,
        INTERRUPT,
        TIME
    }

    /**
     * Something that happens.
     *
     * @param calls what a thread calls; empty for all else
     * @param time how much of it passes
     * @param settles whether all come to rest before the next move
     */
    record Move<S, M>(Kind kind, int thread, List<Op<S, M>> calls, Duration time, boolean settles) {
        String text() {
            String who = String.valueOf((char) ('A' + thread));
            return switch (kind) {
                case CALL, ENTER -> who + " calls " + calls.get(0).text();
                case LEAVE -> who + "'s function ends";
                case THROW -> who + "'s function throws";
                case INTERRUPT -> who + " is interrupted";
                case TIME -> time.toSeconds() + " seconds pass";
            };
        }
    }

    static <S, M> Play<S, M> on(Subject<S, M> subject) {
        return new Play<>(subject, List.of(), false);
    }

    private Play<S, M> with(Move<S, M> move) {
        return new Play<>(
                subject, Stream.concat(moves.stream(), Stream.of(move)).toList(), inOrderOfArrival);
    }

    private Play<S, M> with(Kind kind, int thread) {
        return with(new Move<>(kind, thread, List.of(), Duration.ZERO, true));
    }

    /** A thread calls; a function that is called ends at once. Threads are numbered from 0. */
    public Play<S, M> calls(int thread, Op<S, M> op) {
        return with(new Move<>(Kind.CALL, thread, List.of(op), Duration.ZERO, true));
    }

    /** A thread calls; if its function is called, it stays inside. */
    public Play<S, M> enters(int thread, Op<S, M> op) {
        return with(new Move<>(Kind.ENTER, thread, List.of(op), Duration.ZERO, true));
    }

    /** The function of a thread's latest call ends, or will end at once. */
    public Play<S, M> leaves(int thread) {
        return with(Kind.LEAVE, thread);
    }

    /** The function of a thread's latest call throws, or will throw at once. */
    public Play<S, M> fails(int thread) {
        return with(Kind.THROW, thread);
    }

    /** A thread is interrupted: where it waits, its call throws an {@link InterruptedException} and is as if not made. */
    public Play<S, M> interrupts(int thread) {
        return with(Kind.INTERRUPT, thread);
    }

    /** So much time passes. */
    public Play<S, M> passes(Duration time) {
        return with(new Move<>(Kind.TIME, 0, List.of(), time, true));
    }

    /** The next move comes before anybody has come to rest after the latest one: in some order both are at the same time. */
    public Play<S, M> atOnce() {
        List<Move<S, M>> all = new ArrayList<>(moves);
        Move<S, M> last = all.remove(all.size() - 1);
        return new Play<>(subject, all, inOrderOfArrival)
                .with(new Move<>(last.kind(), last.thread(), last.calls(), last.time(), false));
    }

    /** Nobody is let in before a thread that had waited when the call began. */
    public Play<S, M> firstComeFirstServed() {
        return new Play<>(subject, moves, true);
    }

    /** Returns the sentence. */
    public Probe probe() {
        boolean overlap = moves.stream().anyMatch(move -> !move.settles());
        Case all = Case.inVirtualTime(text(moves), this::perform).inOrders(overlap ? ORDERS_AT_ONCE : ORDERS);
        return Probe.of(all);
    }

    String text(List<Move<S, M>> some) {
        return subject.construction() + ": " + some.stream().map(Move::text).collect(Collectors.joining("; "));
    }

    Subject<S, M> subject() {
        return subject;
    }

    List<Move<S, M>> moves() {
        return moves;
    }

    boolean isInOrderOfArrival() {
        return inOrderOfArrival;
    }

    private void perform(Stage stage) throws InterruptedException {
        new Performance<>(this, stage).run();
    }
}
