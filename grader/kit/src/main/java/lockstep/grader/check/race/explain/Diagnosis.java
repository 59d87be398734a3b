package lockstep.grader.check.race.explain;

import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import lockstep.engine.control.RacePair;
import lockstep.engine.control.TraceStep;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Which pattern the evidence shows. Where it fits several, none is named: a wrong name is worse than none.
 *
 * @param sentence what went wrong in one more sentence, or empty
 * @param pattern what it shows, or null
 * @param why why that matters, or null for the check's own reason
 * @param hint what to try, or null for the check's own hint
 * @param location the line at fault, or null
 */
record Diagnosis(
        String sentence,
        @Nullable Pattern pattern,
        @Nullable String why,
        @Nullable String hint,
        @Nullable SourceLocation location) {

    static final Diagnosis NONE = new Diagnosis("", null, null, null, null);

    static Diagnosis of(CheckId check, ExecutionResult result, @Nullable RacePair race, Story story) {
        Fault fault = result.fault();
        if (fault instanceof Fault.Stuck stuck) {
            return StuckDiagnosis.of(check, stuck.threads(), story);
        }
        if (story.hasSpuriousWakeUp()) {
            return new Diagnosis(
                    "A thread woke up without having been signalled and went on.",
                    Pattern.WAIT_WITHOUT_LOOP,
                    "To be woken is a hint to look again, not a promise that what was waited for holds.",
                    "Waiting may end for no reason: what must hold afterwards has to be asked again, in a loop.",
                    null);
        }
        if (race != null) {
            return RaceDiagnosis.of(check, race, story);
        }
        return fault instanceof Fault.Thrown ? ofWrongResult(check, story) : NONE;
    }

    /** No access races, so each holds a lock or is atomic: what is not one step are several of them. */
    private static Diagnosis ofWrongResult(CheckId check, Story story) {
        Story.LostUpdate lost = story.lostUpdate();
        if (lost != null && lost.isVolatile()) {
            return ofVolatile(lost, story);
        }
        TraceStep gaveUp = story.refusals().accepted();
        if (gaveUp != null) {
            return new Diagnosis(
                    gaveUp.threadName() + " did not get the lock and gave up.",
                    null,
                    null,
                    "tryLock() answers whether you have the lock: what do you do when it says no?",
                    story.line(gaveUp.site()));
        }
        Story.Split split = story.split();
        if (split != null && check.exercise().equals("lockedcounter")) {
            return new Diagnosis(
                    "Between the looking and the acting, the lock was free, and " + split.other() + " came in.",
                    Pattern.CHECK_AND_ACT_APART,
                    "A decision holds only as long as the lock under which it was made.",
                    "Look and act under one lock, without giving it back in between.",
                    split.location());
        }
        Story.LostUpdate atomic = story.lostAtomicUpdate();
        if (atomic != null) {
            return new Diagnosis(
                    atomic.sentence(),
                    Pattern.ATOMIC_IN_TWO_STEPS,
                    "Each call on an atomic variable is one step, but two calls are two.",
                    "Between the two calls, who could come in?",
                    atomic.location());
        }
        String state = story.stateOfTheObject("ThreadedSum");
        if (state != null && check.name().equals("two-calls-at-once")) {
            return new Diagnosis(
                    "Both calls work on the same field " + state + ".",
                    Pattern.STATE_OF_TWO_CALLS,
                    "What belongs to one call must not be seen by another one.",
                    "Which variables does one call share with the next? Those of a call belong in the call.",
                    null);
        }
        return lost == null ? NONE : new Diagnosis(lost.sentence(), null, null, null, lost.location());
    }

    private static Diagnosis ofVolatile(Story.LostUpdate lost, Story story) {
        if (!story.locksHeldBy(lost).isEmpty()) {
            return new Diagnosis(lost.sentence(), null, null, null, lost.location());
        }
        return new Diagnosis(
                lost.sentence(),
                story.hasLocks() ? null : Pattern.VOLATILE_UPDATE,
                null,
                "volatile makes reading and writing visible; it does not make reading, adding and writing one step.",
                lost.location());
    }

    /** Returns the check's advice, sharpened where more is known; null leaves the check's own. */
    @Nullable
    Advice advice(CheckId check, Advice usual) {
        String mistake = pattern == null ? null : pattern.mistakeIn(check.exercise());
        if (mistake == null && hint == null && why == null) {
            return null;
        }
        return new Advice(
                why == null ? usual.why() : why,
                hint == null ? usual.hint() : hint,
                mistake == null ? usual.mistake() : mistake);
    }
}
