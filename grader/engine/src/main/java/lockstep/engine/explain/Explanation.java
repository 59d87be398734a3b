package lockstep.engine.explain;

import java.util.List;
import java.util.Optional;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import lockstep.engine.control.RacePair;
import lockstep.engine.control.Sites;
import lockstep.engine.search.BenignRaces;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.TraceStep;
import org.jspecify.annotations.Nullable;

/**
 * What a failed execution shows.
 *
 * <p>A diagnosis is made only from what the trace holds: it cannot tell what the program should do, and where the evidence
 * fits several patterns, there is none, or one that is not certain.
 *
 * @param race the data race to show, or null where none counts
 * @param diagnosis what is wrong, or null where that cannot be told
 * @param gap where others have cut a call in two that should be one step; null where there is none, or something else is wrong
 *     than a result
 * @param threads the names of the threads that take part, in the order in which they appear
 * @param steps the steps that matter
 */
public record Explanation(
        @Nullable RacePair race,
        @Nullable Diagnosis diagnosis,
        @Nullable Gap gap,
        List<String> threads,
        List<ShownStep> steps) {

    public Explanation {
        threads = List.copyOf(threads);
        steps = List.copyOf(steps);
    }

    /**
     * Explains an execution.
     *
     * @param result a traced execution that has failed or has a data race
     * @param sites the places of its program
     */
    public static Explanation of(ExecutionResult result, Sites sites) {
        RacePair race = shown(result.races()).orElse(null);
        List<ShownStep> steps = StepSelection.of(result, race);
        Gap gap = result.fault() instanceof Fault.Thrown ? Serializability.cut(result.touches()) : null;
        return new Explanation(
                race,
                diagnosis(result, race, gap, new TracedExecution(result.trace(), sites)),
                gap,
                StepSelection.threads(steps),
                steps);
    }

    /** Returns the race to show, of those that count: one with a read, if there is one; a read goes wrong first. */
    private static Optional<RacePair> shown(List<RacePair> races) {
        List<RacePair> counting = races.stream().filter(BenignRaces::matters).toList();
        return counting.stream()
                .filter(race -> !race.first().write() || !race.second().write())
                .findFirst()
                .or(() -> counting.stream().findFirst());
    }

    private static @Nullable Diagnosis diagnosis(
            ExecutionResult result, @Nullable RacePair race, @Nullable Gap gap, TracedExecution execution) {
        Diagnosis halt = result.fault() instanceof Fault.Stuck stuck
                ? new HaltQueries(execution, result.touches(), stuck.threads()).diagnosis()
                : null;
        if (halt != null) {
            return halt;
        }
        Optional<TraceStep> wakeUp = execution.first(Event.WakeUp.class).filter(step -> !execution.looksAgain(step));
        if (wakeUp.isPresent()) {
            return Diagnosis.at(
                    execution.waitBefore(wakeUp.get()),
                    BugPattern.WAIT_WITHOUT_LOOP,
                    wakeUp.get().threadName());
        }
        if (race != null) {
            return new RaceQueries(execution, race).diagnosis();
        }
        if (result.fault() instanceof Fault.Livelock livelock) {
            return livelock(livelock.round());
        }
        ResultQueries queries = new ResultQueries(execution, gap);
        return result.fault() instanceof Fault.Thrown
                ? queries.diagnosis()
                : result.fault() instanceof Fault.Stuck ? queries.lostUpdate() : null;
    }

    private static Diagnosis livelock(List<Fault.Turn> round) {
        return Diagnosis.at(
                round.get(0).site(),
                BugPattern.LIVELOCK,
                round.stream().map(Fault.Turn::thread).distinct().toArray(String[]::new));
    }
}
