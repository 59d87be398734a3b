package lockstep.grader.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.report.CheckFeedback.Explanation;
import lockstep.grader.score.ExerciseResult;
import lockstep.grader.score.Points;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.submission.Submission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Makes feedback from verdicts: the one place where the grader's own types meet the report's. */
public final class FeedbackAssembler {

    private static final int MOST_FILES = 200;

    private final Feedback.GradedBy grader;
    private final ReplayCommand replay;

    /** @param named what the command line names that asked for it */
    public FeedbackAssembler(Feedback.GradedBy grader, Named named) {
        this.grader = grader;
        this.replay = new ReplayCommand(named, grader.seed());
    }

    /**
     * Returns the feedback on a submission.
     *
     * @param commit the commit that was graded, or null
     */
    public Feedback assemble(
            Submission submission, @Nullable String commit, List<ExerciseResult> results, Runner runner) {
        Points total = results.stream().map(ScoringPolicy::of).reduce(Points.NONE, Points::plus);
        return new Feedback(
                Feedback.SCHEMA,
                grader,
                handedIn(submission, commit),
                runner,
                Marks.of(total),
                results.stream().map(result -> exercise(submission, result)).toList());
    }

    private static Feedback.HandedIn handedIn(Submission submission, @Nullable String commit) {
        List<String> edited = submission.parts().values().stream()
                .flatMap(part -> sources(part).stream())
                .toList();
        return new Feedback.HandedIn(
                Capped.text(submission.id(), Capped.NAME),
                submission.sha256(),
                commit,
                Capped.texts(edited, MOST_FILES),
                Capped.texts(submission.remarks(), MOST_FILES),
                Capped.texts(submission.ignoredChanges(), MOST_FILES));
    }

    private static List<String> sources(Submission.@Nullable Part part) {
        return files(part).stream().map(SourceFile::path).toList();
    }

    private static List<SourceFile> files(Submission.@Nullable Part part) {
        return part instanceof Submission.Sources sources ? sources.files() : List.of();
    }

    /** Returns the feedback on one check alone. */
    public CheckFeedback check(Submission submission, Exercise exercise, CheckSpec spec, CheckResult result) {
        return check(spec, result, view(submission, exercise), Declarations.of(submission, exercise));
    }

    private static StudentView view(Submission submission, Exercise exercise) {
        Set<String> files = new HashSet<>(sources(submission.parts().get(exercise.id())));
        files.add(exercise.stubPath());
        return new StudentView(files, exercise.packagePath());
    }

    /** Returns the student's files, to be shown beside what is said of their lines. */
    public static List<SourceText> sources(Submission submission, Exercise exercise) {
        return files(submission.parts().get(exercise.id())).stream()
                .map(file -> new SourceText(file.path(), Capped.text(file.text(), Capped.SOURCE)))
                .toList();
    }

    private ExerciseFeedback exercise(Submission submission, ExerciseResult result) {
        Exercise exercise = result.exercise();
        StudentView view = view(submission, exercise);
        Declarations declarations = Declarations.of(submission, exercise);
        List<CheckFeedback> checks = new ArrayList<>();
        List<CheckSpec> specs = exercise.rubric().checks();
        for (int i = 0; i < specs.size(); i++) {
            CheckSpec asked = i == 0 ? result.firstQuestion().of(specs.get(i)) : specs.get(i);
            checks.add(check(asked, result.results().get(i), view, declarations));
        }
        return new ExerciseFeedback(
                exercise.id().slug(),
                exercise.title(),
                status(result.status()),
                remark(result),
                Marks.of(ScoringPolicy.of(result)),
                checks,
                List.of(),
                LinesRun.of(result, files(submission.parts().get(exercise.id()))),
                checks.stream().anyMatch(check -> check.verdict() == Outcome.FAILED)
                        ? sources(submission, exercise)
                        : List.of());
    }

    private static ExerciseFeedback.Status status(ExerciseResult.Status status) {
        return switch (status) {
            case GRADED -> ExerciseFeedback.Status.GRADED;
            case NOT_SUBMITTED -> ExerciseFeedback.Status.NOT_SUBMITTED;
            case REJECTED -> ExerciseFeedback.Status.REJECTED;
            case FAULT -> ExerciseFeedback.Status.FAULT;
        };
    }

    private static @Nullable String remark(ExerciseResult result) {
        String remark = Capped.textOrNull(result.remark(), Capped.PARAGRAPH);
        return switch (result.status()) {
            case GRADED, FAULT -> remark;
            case NOT_SUBMITTED ->
                remark != null
                        ? remark
                        : "Not written yet: start in " + result.exercise().stubPath() + ".";
            case REJECTED ->
                remark != null ? remark : "It could not be graded: see the first check below for the reason.";
        };
    }

    private CheckFeedback check(CheckSpec spec, CheckResult result, StudentView view, Declarations declarations) {
        Verdict verdict = result.verdict();
        boolean failed = verdict instanceof Verdict.Failed;
        Points points = ScoringPolicy.of(spec, result);
        List<Evidence> observed = verdict.fold(new Observed(view));
        return new CheckFeedback(
                new CheckFeedback.Question(spec.id().toString(), spec.id().kind(), spec.title()),
                verdict.outcome(),
                new CheckFeedback.Worth(points.earned(), points.maximum()),
                verdict.fold(new Explain(spec.advice(), view, declarations)),
                observed,
                new CheckFeedback.Rerun(
                        failed ? replay.of(spec.id(), observed) : null,
                        result.elapsed().toMillis()));
    }

    /** What a verdict says in words. */
    private record Explain(Advice ofCheck, StudentView view, Declarations declarations)
            implements Verdict.Cases<Explanation> {
        @Override
        public Explanation passed(Verdict.Passed verdict) {
            return Explanation.NONE;
        }

        @Override
        public Explanation failed(Verdict.Failed verdict) {
            Advice own = verdict.finding().advice();
            Advice advice = own == null ? ofCheck : own;
            SourceLocation line = view.location(verdict.finding().location());
            return new Explanation(
                    Capped.text(verdict.finding().message(), Capped.SENTENCE),
                    Capped.text(advice.why(), Capped.SENTENCE),
                    Capped.text(advice.hint(), Capped.SENTENCE),
                    advice.mistake(),
                    line != null ? line : declarations.nearest(verdict.finding().message()),
                    line == null ? true : null,
                    null);
        }

        @Override
        public Explanation inconclusive(Verdict.Inconclusive verdict) {
            return because(verdict.reason(), verdict.restsOn());
        }

        @Override
        public Explanation skipped(Verdict.Skipped verdict) {
            return because(verdict.because(), verdict.restsOn());
        }

        @Override
        public Explanation errored(Verdict.Errored verdict) {
            return because(verdict.reason(), null);
        }

        private static Explanation because(String reason, @Nullable CheckId restsOn) {
            return Explanation.because(
                    Capped.text(reason, Capped.SENTENCE), restsOn == null ? null : restsOn.toString());
        }
    }

    /** What a verdict rests on. */
    private record Observed(StudentView view) implements Verdict.Cases<List<Evidence>> {
        @Override
        public List<Evidence> passed(Verdict.Passed verdict) {
            return view.evidence(verdict.evidence());
        }

        @Override
        public List<Evidence> failed(Verdict.Failed verdict) {
            return view.evidence(verdict.finding().evidence());
        }

        @Override
        public List<Evidence> inconclusive(Verdict.Inconclusive verdict) {
            return view.evidence(verdict.evidence());
        }

        @Override
        public List<Evidence> skipped(Verdict.Skipped verdict) {
            return List.of();
        }

        @Override
        public List<Evidence> errored(Verdict.Errored verdict) {
            return List.of();
        }
    }
}
