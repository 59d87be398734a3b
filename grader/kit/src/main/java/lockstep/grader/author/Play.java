package lockstep.grader.author;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Threads that come and go in a certain order: who is let in, who waits, who is interrupted, whose time is over. After each
 * move all threads run on until they wait; then those inside, those waiting and all answers have to be what the model says of
 * some order of the calls. At the end everybody leaves, and nobody may wait.
 *
 * <p>A play is written as its moves: {@code "A use, B use, A leaves & A use, 10 s, B interrupted"}. A thread, by a letter,
 * makes a call, by its name; if the call lets it in and calls its function, it stays inside until it {@code leaves} or its
 * function {@code throws}. Calls of one thread come one after the other. A thread that is {@code interrupted} where it waits, or
 * before it has to, throws an {@link InterruptedException}, as if it had not called. So many seconds pass. Between moves that are
 * joined by {@code &} nobody comes to rest: in some order they are at the same time. If time passes among them, whoever waits for
 * no longer may find its time over before, after or just when something else happens.
 *
 * @param inOrder whether nobody is let in before a thread that waited when the call began
 * @param <S> the object's type
 * @param <M> the model's type
 */
record Play<S, M>(Subject<S, M> subject, List<Move<S, M>> moves, boolean inOrder) {

    /** In so many orders of the threads' steps a play is tried where moves come at once, and in any other. */
    private static final int ORDERS_AT_ONCE = 300;

    private static final int ORDERS = 6;

    /** So many more calls of one kind in a row are not told one by one. */
    private static final int MANY = 4;

    Play {
        moves = List.copyOf(moves);
    }

    /** What can happen. */
    enum Kind {
        CALL,
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
        private boolean isLike(Move<S, M> other) {
            return kind == Kind.CALL && other.kind == Kind.CALL && calls.equals(other.calls);
        }

        String text() {
            String who = String.valueOf((char) ('A' + thread));
            return switch (kind) {
                case CALL -> who + " calls " + calls.get(0).text();
                case LEAVE -> who + "'s function ends";
                case THROW -> who + "'s function throws";
                case INTERRUPT -> who + " is interrupted";
                case TIME -> time.toSeconds() + (time.toSeconds() == 1 ? " second passes" : " seconds pass");
            };
        }
    }

    /**
     * Reads a play.
     *
     * @throws IllegalArgumentException if a move is none
     */
    static <S, M> Play<S, M> of(Subject<S, M> subject, Map<String, Op<S, M>> calls, String text, boolean inOrder) {
        List<Move<S, M>> moves = new ArrayList<>();
        for (String atOnce : text.split(", ", -1)) {
            String[] all = atOnce.split(" & ", -1);
            for (int i = 0; i < all.length; i++) {
                moves.add(move(calls, all[i], i == all.length - 1));
            }
        }
        return new Play<>(subject, moves, inOrder);
    }

    private static <S, M> Move<S, M> move(Map<String, Op<S, M>> calls, String text, boolean settles) {
        if (text.matches("\\d+ s")) {
            Duration time = Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 2)));
            return new Move<>(Kind.TIME, 0, List.of(), time, settles);
        }
        String word = text.matches("[A-Z] .+") ? text.substring(2) : "";
        Op<S, M> call = calls.get(word);
        Kind kind =
                switch (word) {
                    case "leaves" -> Kind.LEAVE;
                    case "throws" -> Kind.THROW;
                    case "interrupted" -> Kind.INTERRUPT;
                    default -> Kind.CALL;
                };
        if (kind == Kind.CALL && call == null) {
            throw new IllegalArgumentException(
                    "a move of a play: expected a number of seconds like \"10 s\", or a letter and"
                            + " leaves, throws, interrupted or one of " + calls.keySet() + ", found \"" + text + "\"");
        }
        return new Move<>(kind, text.charAt(0) - 'A', call == null ? List.of() : List.of(call), Duration.ZERO, settles);
    }

    Case asCase() {
        boolean overlap = moves.stream().anyMatch(move -> !move.settles());
        Case exact = Case.inVirtualTime(text(moves), stage -> new Performance<>(this, stage).run())
                .inOrders(overlap ? ORDERS_AT_ONCE : ORDERS);
        return timePassesMeanwhile() ? exact.inUncertainTime() : exact;
    }

    /** Returns whether time passes at the same time as something else happens. */
    private boolean timePassesMeanwhile() {
        return IntStream.range(0, moves.size())
                .anyMatch(i -> moves.get(i).kind() == Kind.TIME
                        && (!moves.get(i).settles()
                                || i > 0 && !moves.get(i - 1).settles()));
    }

    /** Of many calls of one kind in a row, the first and the last are named. */
    String text(List<Move<S, M>> some) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            boolean atOnce = i > 0 && !some.get(i - 1).settles();
            int last = i;
            while (last + 1 < some.size() && some.get(last + 1).isLike(some.get(i))) {
                last++;
            }
            texts.add((atOnce ? "at the same time " : "") + some.get(i).text());
            if (last - i >= MANY) {
                texts.addAll(List.of("...", some.get(last).text()));
                i = last;
            }
        }
        return subject.construction() + ": " + String.join("; ", texts);
    }
}
