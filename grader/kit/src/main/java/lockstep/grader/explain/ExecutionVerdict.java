package lockstep.grader.explain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import lockstep.engine.control.RacePair;
import lockstep.engine.control.Sites;
import lockstep.engine.explain.BugPattern;
import lockstep.engine.explain.Diagnosis;
import lockstep.engine.explain.Explanation;
import lockstep.engine.explain.Gap;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** What a failed execution means for a check: the engine's explanation in a student's words, with the mistake that it is. */
public final class ExecutionVerdict {

    /** What is wrong where a call should be one step and is several. */
    private static final Set<BugPattern> NOT_ONE_STEP = EnumSet.of(
            BugPattern.NOT_ONE_STEP,
            BugPattern.CHECK_APART_FROM_ACT,
            BugPattern.LOST_UPDATE,
            BugPattern.VOLATILE_UPDATE,
            BugPattern.ATOMIC_IN_TWO_STEPS);

    private final CheckSpec check;
    private final ExecutionResult result;
    private final @Nullable String schedule;
    private final Sites sites;
    private final Explanation explanation;

    /** @param schedule the execution's order, by which it can be run again; null where it cannot */
    public ExecutionVerdict(CheckSpec check, ExecutionResult result, @Nullable String schedule, Sites sites) {
        this.check = check;
        this.result = result;
        this.schedule = schedule;
        this.sites = sites;
        this.explanation = Explanation.of(result, sites);
    }

    /** Returns whether that is what the execution shows. */
    public boolean isOf(BugPattern pattern) {
        return explanation.diagnosis() != null && explanation.diagnosis().pattern() == pattern;
    }

    /** Returns whether there is a data race behind it. */
    public boolean showsRace() {
        return explanation.race() != null;
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
            return failed(new HaltWords(sites).stuck(stuck.threads()));
        }
        if (fault instanceof Fault.NoProgress spinning) {
            return failed(new HaltWords(sites).spinning(spinning.threads()));
        }
        if (fault instanceof Fault.Livelock livelock) {
            return failed(new HaltWords(sites).livelock(livelock));
        }
        RacePair race = explanation.race();
        return race == null
                ? new Verdict.Inconclusive("a failure without evidence", List.of())
                : failed(new RaceWords(sites).finding(race));
    }

    private Verdict thrown(Throwable thrown) {
        String foreign = Throwables.notTheirs(thrown);
        if (foreign != null) {
            return new Verdict.Inconclusive(foreign, List.of());
        }
        Verdict verdict = VerdictOf.thrown(check.title(), thrown);
        return verdict instanceof Verdict.Failed failed ? failed(failed.finding()) : verdict;
    }

    /** Adds the interleaving, the data race behind it, and the mistake, to what was found. */
    private Verdict failed(Finding finding) {
        Diagnosis diagnosis = diagnosis(finding);
        String sentence = diagnosis == null ? "" : PatternWords.sentence(diagnosis, explanation.gap());
        return new Verdict.Failed(new Finding(
                sentence.isEmpty() ? finding.message() : finding.message() + " " + sentence,
                diagnosis == null ? finding.advice() : advice(finding, diagnosis),
                location(finding, diagnosis),
                evidence(finding, diagnosis)));
    }

    /** Where a check knows what is wrong, and where, it need not be that a call was not one step. */
    private @Nullable Diagnosis diagnosis(Finding finding) {
        Diagnosis diagnosis = explanation.diagnosis();
        boolean isVague = diagnosis != null && diagnosis.pattern() == BugPattern.NOT_ONE_STEP;
        return isVague && finding.advice() != null && finding.location() != null ? null : diagnosis;
    }

    private List<Evidence> evidence(Finding finding, @Nullable Diagnosis diagnosis) {
        List<Evidence> evidence = new ArrayList<>(finding.evidence());
        int place = !evidence.isEmpty() && evidence.get(0) instanceof Evidence.Counterexample ? 1 : 0;
        StepWords words = new StepWords(sites, result.trace());
        evidence.add(place, words.interleaving(explanation, finding.message(), schedule));
        Gap gap = gap(diagnosis);
        if (gap != null) {
            evidence.add(
                    place,
                    new Evidence.Gap(
                            gap.thread(),
                            SubmissionFrames.location(gap.from()),
                            SubmissionFrames.location(gap.to()),
                            gap.others()));
        }
        RacePair race = explanation.race();
        if (race != null && finding.evidence().stream().noneMatch(Evidence.DataRace.class::isInstance)) {
            evidence.add(new RaceWords(sites).evidence(race));
        }
        return evidence;
    }

    /** Returns where a call was cut in two, if that is what is wrong with it. */
    private @Nullable Gap gap(@Nullable Diagnosis diagnosis) {
        return diagnosis != null && NOT_ONE_STEP.contains(diagnosis.pattern()) ? explanation.gap() : null;
    }

    /**
     * An exception has a line of its own; of an answer, two accesses, or of a lock and the thread that waits for it, the
     * diagnosis knows more.
     */
    private @Nullable SourceLocation location(Finding finding, @Nullable Diagnosis diagnosis) {
        Gap gap = gap(diagnosis);
        SourceLocation culprit = gap != null
                ? SubmissionFrames.location(gap.to())
                : diagnosis == null ? null : Places.line(sites.at(diagnosis.culprit()));
        boolean ownLine =
                result.fault() instanceof Fault.Thrown thrown && thrown.thrown() instanceof ThrownBySubmission;
        SourceLocation location = finding.location();
        if (culprit != null && (location == null || !ownLine)) {
            location = culprit;
        }
        RacePair race = explanation.race();
        return location == null && race != null
                ? Places.line(sites.at(race.second().site()))
                : location;
    }

    /** Returns the check's advice, sharpened where more is known; null leaves the check's own. */
    private @Nullable Advice advice(Finding finding, Diagnosis diagnosis) {
        String why = PatternWords.why(diagnosis.pattern());
        String hint = PatternWords.hint(diagnosis.pattern());
        String mistake = new MistakeNames(check.probe()).of(diagnosis, sites);
        Advice known = finding.advice();
        if (known != null && (known.mistake() != null || mistake == null)) {
            return known;
        }
        if (mistake == null && hint == null && why == null) {
            return null;
        }
        Advice usual = check.advice();
        return new Advice(
                why == null ? usual.why() : why,
                hint == null ? usual.hint() : hint,
                mistake == null ? usual.mistake() : mistake);
    }
}
