package lockstep.grader.check.race.engine.control;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an execution came to.
 *
 * @param end how it ended
 * @param fault what went wrong; null unless {@code end} is {@code FAULT}
 * @param why in words; of an execution that went on to its end, what it did in one thread that may go in several; empty
 *     where {@code end} says it all
 * @param races the data races that were seen, in the order in which they were
 * @param steps how many steps it took
 * @param trace what happened; empty unless asked for
 * @param meetingPlaces where several threads were seen to meet, in this execution or before
 */
public record ExecutionResult(
        End end,
        @Nullable Fault fault,
        String why,
        List<RacePair> races,
        int steps,
        List<TraceStep> trace,
        BitSet meetingPlaces) {

    public ExecutionResult {
        races = List.copyOf(races);
        trace = List.copyOf(trace);
    }

    /** Returns this result with nothing left of it but these data races, for that the engine has lost control. */
    public ExecutionResult without(String reason, List<RacePair> sound) {
        return new ExecutionResult(End.NOT_CONTROLLED, null, reason, sound, steps, trace, meetingPlaces);
    }

    /** Returns whether several threads have met at this place. */
    public boolean isMeetingPlace(int site) {
        return site >= 0 && meetingPlaces.get(site);
    }

    /** How an execution ended. */
    public enum End {
        /** The scenario returned. */
        COMPLETED,
        /** Something went wrong. */
        FAULT,
        /** The strategy stopped it. */
        STOPPED,
        /** It took more steps than the limits allow. */
        CUT_OFF,
        /** It called what the engine does not control. */
        REFUSED,
        /** The engine lost control in another way. */
        NOT_CONTROLLED
    }
}
