package lockstep.grader.author;

import lockstep.grader.verdict.Advice;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is tried of a submission: played under control, in virtual time, in several orders of the threads' steps.
 *
 * @param text what is tried, as a student would write it
 * @param play throws a {@link lockstep.grader.probe.CheckFailedError} if the submission does something else than it should
 * @param onRealThreads whether it can be played on real threads too: it makes nobody wait for long
 * @param exactTime whether a time-out expires only when nobody can go on
 * @param orders how many orders are worth a try at most
 * @param ofTwoObjects whether it fails only where two objects of the submission have something in common, as static fields are
 * @param ifStuck what to learn if it never ends; null takes the check's own
 */
public record Case(
        String text,
        Play play,
        boolean onRealThreads,
        boolean exactTime,
        int orders,
        boolean ofTwoObjects,
        @Nullable Advice ifStuck) {

    /** Plays a case. It builds fresh objects of the submission, and leaves nothing behind. */
    @FunctionalInterface
    public interface Play {
        void on(Stage stage) throws Exception;
    }

    /**
     * Returns a case that takes no time, in one order: correctness asks for one thing at a time; where the order is the
     * question, a race check asks for all.
     */
    public static Case of(String text, Play play) {
        return new Case(text, play, true, true, 1, false, null);
    }

    /** Returns a case in which time passes, which only virtual time can afford; in one order as well. */
    public static Case inVirtualTime(String text, Play play) {
        return new Case(text, play, false, true, 1, false, null);
    }

    /** Returns the same case, tried in so many orders at most. */
    public Case inOrders(int most) {
        return new Case(text, play, onRealThreads, exactTime, most, ofTwoObjects, ifStuck);
    }

    /** Returns the same case, which fails only where two objects of the submission have something in common. */
    public Case betweenTwoObjects() {
        return new Case(text, play, onRealThreads, exactTime, orders, true, ifStuck);
    }

    /** Returns the same case, in which a time-out may expire while others can go on: as on a machine that is busy. */
    public Case inUncertainTime() {
        return new Case(text, play, onRealThreads, false, orders, ofTwoObjects, ifStuck);
    }

    /** Returns the same case, with what to learn if it never ends. */
    public Case advising(@Nullable Advice advice) {
        return new Case(text, play, onRealThreads, exactTime, orders, ofTwoObjects, advice);
    }
}
