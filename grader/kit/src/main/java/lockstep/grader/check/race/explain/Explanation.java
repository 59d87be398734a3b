package lockstep.grader.check.race.explain;

import java.util.ArrayList;
import java.util.List;
import lockstep.engine.SearchResult.Coverage;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import lockstep.engine.control.RacePair;
import lockstep.engine.control.Sites;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;

/** Says what an execution shows: the steps that matter, what is wrong with them, and which mistake it is. */
public final class Explanation {

    private final CheckSpec check;
    private final ExecutionResult result;
    private final Narrative narrative;
    private final Races races;
    private final Story story;
    private final Sites sites;
    private final String schedule;

    /** @param schedule the execution's order, by which it can be run again */
    public Explanation(CheckSpec check, ExecutionResult result, String schedule, Sites sites) {
        this.check = check;
        this.result = result;
        this.schedule = schedule;
        this.narrative = new Narrative(sites);
        this.races = new Races(sites);
        this.sites = sites;
        this.story = new Story(result.trace(), sites);
    }

    /**
     * Returns FAILED with all the evidence, INCONCLUSIVE where what was thrown comes from being under control, or ERRORED
     * where the scenario itself threw it.
     */
    public Verdict verdict() {
        Fault fault = result.fault();
        if (fault instanceof Fault.Thrown thrown) {
            return thrown(thrown.thrown());
        }
        if (fault instanceof Fault.Stuck stuck) {
            return failed(narrative.stuck(stuck.threads()));
        }
        if (fault instanceof Fault.NoProgress circling) {
            return failed(narrative.circling(circling.threads()));
        }
        if (fault instanceof Fault.Livelock livelock) {
            return failed(narrative.livelock(livelock));
        }
        return races.first(result.races())
                .<Verdict>map(race -> failed(races.finding(race)))
                .orElseGet(() -> new Verdict.Inconclusive("a failure without evidence", List.of()));
    }

    private Verdict thrown(Throwable thrown) {
        String foreign = Throwables.notTheirs(thrown);
        if (foreign != null) {
            return new Verdict.Inconclusive(foreign, List.of());
        }
        Verdict verdict = VerdictOf.thrown(check.title(), thrown);
        return verdict instanceof Verdict.Failed failed ? failed(failed.finding()) : verdict;
    }

    /** Adds the interleaving, the data races behind it, and the mistake, to what was found. */
    private Verdict failed(Finding finding) {
        List<Evidence> evidence = new ArrayList<>(finding.evidence());
        RacePair race = races.first(result.races()).orElse(null);
        int place = !evidence.isEmpty() && evidence.get(0) instanceof Evidence.Counterexample ? 1 : 0;
        evidence.add(place, new Telling(result, sites, race).interleaving(finding.message(), schedule));
        boolean told = finding.evidence().stream().anyMatch(Evidence.DataRace.class::isInstance);
        if (race != null && !told) {
            evidence.add(races.evidence(race));
        }
        Diagnosis diagnosis = Diagnosis.of(check.id(), result, race, story);
        Advice advice = finding.advice() != null ? finding.advice() : diagnosis.advice(check.id(), check.advice());
        // An exception has a line of its own; of two accesses, or of a lock and who waits for it, the diagnosis knows
        // more.
        boolean ownLine = finding.location() != null && result.fault() instanceof Fault.Thrown;
        SourceLocation location = ownLine || diagnosis.location() == null ? finding.location() : diagnosis.location();
        if (location == null && race != null) {
            location = story.line(race.second().site());
        }
        String message =
                diagnosis.sentence().isEmpty() ? finding.message() : finding.message() + " " + diagnosis.sentence();
        return new Verdict.Failed(new Finding(message, advice, location, evidence));
    }

    /** Returns how much was tried, in words. */
    public static String tried(Coverage coverage) {
        return coverage.interleavings()
                + (coverage.interleavings() == 1 ? " interleaving" : " interleavings")
                + (coverage.exhausted() ? ", all there are" : " tried");
    }
}
