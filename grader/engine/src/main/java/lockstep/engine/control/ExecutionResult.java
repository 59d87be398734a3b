package lockstep.engine.control;

import java.util.BitSet;
import java.util.List;
import lockstep.engine.trace.Touch;
import lockstep.engine.trace.TraceStep;
import org.jspecify.annotations.Nullable;

/**
 * What an execution came to.
 *
 * @param end how it ended
 * @param fault what went wrong; null unless {@code end} is {@code FAULT}
 * @param reach what it leaves unseen
 * @param races the data races that were seen, in the order in which they were
 * @param steps how many steps it took
 * @param trace what happened; empty unless asked for
 * @param touches what calls did that should be one step each; empty unless asked for
 * @param meetingPlaces where several threads were seen to meet, in this execution or before
 * @param schedulingPoints how often each thread came to a place where others may be let in, by its number
 */
public record ExecutionResult(
        End end,
        @Nullable Fault fault,
        Reach reach,
        List<RacePair> races,
        int steps,
        List<TraceStep> trace,
        List<Touch> touches,
        BitSet meetingPlaces,
        List<Integer> schedulingPoints) {

    public ExecutionResult {
        races = List.copyOf(races);
        trace = List.copyOf(trace);
        touches = List.copyOf(touches);
        schedulingPoints = List.copyOf(schedulingPoints);
    }

    /** Returns this result with nothing left of it but these data races, for that the engine has lost control. */
    public ExecutionResult without(String reason, List<RacePair> sound) {
        Reach none = new Reach(reason, true);
        return new ExecutionResult(
                End.NOT_CONTROLLED, null, none, sound, steps, trace, touches, meetingPlaces, schedulingPoints);
    }

    /** Returns this result without its data races. */
    public ExecutionResult withoutRaces() {
        return new ExecutionResult(
                end, fault, reach, List.of(), steps, trace, touches, meetingPlaces, schedulingPoints);
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
        /** It did what the engine does not control. */
        NOT_CONTROLLED
    }
}
