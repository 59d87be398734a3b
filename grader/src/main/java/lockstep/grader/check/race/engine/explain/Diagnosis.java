package lockstep.grader.check.race.engine.explain;

import java.util.List;
import lockstep.grader.check.race.engine.control.ExecutionResult;
import lockstep.grader.check.race.engine.control.Fault;
import lockstep.grader.check.race.engine.control.RacePair;
import lockstep.grader.check.race.engine.control.StuckThread;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Which mistake the evidence points to. Where it fits several mistakes, none is named: a wrong name is worse than none.
 *
 * @param sentence what went wrong in one more sentence, or empty
 * @param mistake its id in the catalogue of mistakes, or null
 * @param hint what to try, or null for the check's own hint
 * @param location the line at fault, or null
 */
record Diagnosis(
        String sentence,
        @Nullable String mistake,
        @Nullable String hint,
        @Nullable SourceLocation location) {

    static final Diagnosis NONE = new Diagnosis("", null, null, null);

    static Diagnosis of(ExecutionResult result, @Nullable RacePair race, Story story) {
        Fault fault = result.fault();
        if (fault instanceof Fault.Stuck stuck) {
            return ofStuck(stuck.threads(), story);
        }
        if (story.hasSpuriousWakeUp()) {
            return new Diagnosis(
                    "A thread woke up without having been signalled and went on.",
                    "C19",
                    "Waiting may end for no reason: what must hold afterwards has to be asked again, in a loop.",
                    null);
        }
        if (race != null) {
            return LockDiagnosis.of(race, story);
        }
        return fault instanceof Fault.Thrown ? ofWrongResult(story) : NONE;
    }

    private static Diagnosis ofStuck(List<StuckThread> threads, Story story) {
        for (StuckThread thread : threads) {
            switch (thread.holder()) {
                case THREW -> {
                    return kept(thread, "C8", "after an exception", story);
                }
                case LEFT -> {
                    return kept(thread, "C9", "and went on without giving it back", story);
                }
                case ALIVE, NONE -> {}
            }
        }
        boolean notified = threads.stream().anyMatch(Diagnosis::waitsForNotify);
        if (notified && !story.anyoneNotifies()) {
            return new Diagnosis(
                    "Nobody calls notify or notifyAll.",
                    "B3",
                    "Who changes what the waiting thread waits for? That one has to tell it, on every path.",
                    null);
        }
        return story.takesTwice(threads)
                .map(thread -> new Diagnosis(
                        thread + " holds it already: this lock does not let its holder in a second time.",
                        "C12",
                        "Which method calls another one that takes the same lock?",
                        null))
                .orElse(NONE);
    }

    private static boolean waitsForNotify(StuckThread thread) {
        String what = thread.waitsFor();
        return what != null && what.startsWith("a notify");
    }

    private static Diagnosis kept(StuckThread thread, String mistake, String how, Story story) {
        return new Diagnosis(
                thread.heldBy() + " kept the lock " + how + ".",
                mistake,
                "Give the lock back on every path out of the method, exceptions included: that is what finally is for.",
                story.line(thread.heldSince()));
    }

    private static Diagnosis ofWrongResult(Story story) {
        if (story.comesBetweenTwoSections()) {
            return new Diagnosis(
                    "Between the looking and the acting, the lock was free, and the other thread came in.",
                    "C11",
                    "Look and act under one lock, without giving it back in between.",
                    null);
        }
        Story.LostUpdate lost = story.lostUpdate();
        if (lost == null) {
            return NONE;
        }
        return new Diagnosis(
                lost.sentence(),
                story.hasLocks() ? null : lost.isVolatile() ? "C2" : "C1",
                lost.isVolatile()
                        ? "volatile makes reading and writing visible; it does not make reading, adding and writing one step."
                        : null,
                lost.location());
    }

    /** Returns the check's advice, sharpened where the mistake is known; null leaves the check's own. */
    @Nullable
    Advice advice(Advice usual) {
        if (mistake == null && hint == null) {
            return null;
        }
        return new Advice(usual.why(), hint == null ? usual.hint() : hint, mistake == null ? usual.mistake() : mistake);
    }
}
