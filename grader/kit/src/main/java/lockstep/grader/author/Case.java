package lockstep.grader.author;

import lockstep.engine.Actors;

/**
 * One thing that is tried of a submission: played under control, in virtual time, in several orders of the threads' steps.
 *
 * @param text what is tried, as a student would write it
 * @param play throws a {@link lockstep.grader.probe.CheckFailedError} if the submission does something else than it should
 * @param onRealThreads whether it can be played on real threads too: it makes nobody wait for long
 */
public record Case(String text, Play play, boolean onRealThreads) {

    /** Plays a case. It builds fresh objects of the submission, and leaves nothing behind. */
    @FunctionalInterface
    public interface Play {
        void on(Actors actors) throws Exception;
    }

    /** Returns a case that takes no time. */
    public static Case of(String text, Play play) {
        return new Case(text, play, true);
    }

    /** Returns a case in which time passes, which only virtual time can afford. */
    public static Case inVirtualTime(String text, Play play) {
        return new Case(text, play, false);
    }
}
