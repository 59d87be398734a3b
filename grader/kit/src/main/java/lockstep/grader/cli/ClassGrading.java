package lockstep.grader.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.classroom.AnswerStore;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.classroom.Found;
import lockstep.grader.classroom.GitHead;
import lockstep.grader.classroom.KeptStage;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.pipeline.Cores;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Named;
import lockstep.grader.report.render.Shown;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.submission.IntakeLimits;
import lockstep.grader.submission.IntakeOutcome;
import lockstep.grader.submission.Submission;
import lockstep.grader.submission.SubmissionReader;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;

/** Grades submissions of a class with the kit's stages, and keeps every answer as soon as it is there. */
final class ClassGrading implements ClassRun.Grading {

    private static final int MOST_OF_A_NAME = 100;

    private final List<Exercise> exercises;
    private final RunSettings settings;
    private final AnswerStore store;
    private final String kit;
    private final Supplier<Grader> preparing;
    private final Grader finishing;
    private final Grader retrying;
    private final boolean retryPending;

    /**
     * @param kit what identifies the grader and its machine
     * @param compiler what compiles all submissions
     * @param retryPending whether a submission with a pending check counts as unknown
     */
    ClassGrading(
            List<Exercise> exercises,
            RunSettings settings,
            AnswerStore store,
            String kit,
            CompilerProcess compiler,
            Surroundings.Time time,
            Supplier<Sandbox> sandbox,
            boolean retryPending) {
        this.retryPending = retryPending;
        this.exercises = exercises;
        this.settings = settings;
        this.store = store;
        this.kit = kit;
        List<Stage> stages = Kit.stages(compiler, time.clock(), time.nanoClock(), sandbox).stream()
                .<Stage>map(stage -> new KeptStage(stage, store, kit))
                .toList();
        List<Stage> onOneCore =
                stages.stream().filter(stage -> !stage.needsWholeMachine()).toList();
        // Each submission has a core of its own here: how many there are at once is for the class run to say.
        this.preparing = () -> Kit.grader(compiler, onOneCore, new Cores(1), time, Progress.silent(), sandbox);
        this.finishing = Kit.grader(compiler, stages, time, Progress.silent(), sandbox);
        this.retrying = Kit.grader(compiler, stages, new Cores(1), time, Progress.silent(), sandbox);
    }

    @Override
    public ClassRun.@Nullable Entry earlier(Found.Handed submission) {
        return key(submission)
                .flatMap(store::feedback)
                .filter(feedback -> !retryPending || feedback.marks().pending() == 0)
                .map(feedback -> new ClassRun.GradedEntry(submission.student(), feedback))
                .orElse(null);
    }

    @Override
    public void prepare(Found.Handed submission) {
        // Its answers are in the store now; the feedback is not complete.
        preparing.get().grade(order(submission));
    }

    @Override
    public ClassRun.Entry finish(Found.Handed submission) {
        return entry(submission, finishing);
    }

    @Override
    public ClassRun.Entry retry(Found.Handed submission) {
        // The store has forgotten nothing but what was undecided.
        return entry(submission, retrying);
    }

    private ClassRun.Entry entry(Found.Handed submission, Grader grader) {
        Grader.Graded graded = grader.grade(order(submission));
        if (graded instanceof Grader.Unusable unusable) {
            return new ClassRun.UnusableEntry(
                    submission.student(), unusable.problem().message());
        }
        return new ClassRun.GradedEntry(
                submission.student(), named(((Grader.Done) graded).feedback(), submission.student()));
    }

    @Override
    public void keep(Found.Handed submission, ClassRun.Entry entry) {
        Optional<String> key = key(submission);
        if (key.isPresent() && entry instanceof ClassRun.GradedEntry graded) {
            try {
                store.keep(key.get(), graded.feedback());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Grader.Order order(Found.Handed submission) {
        return new Grader.Order(
                submission.folder(),
                // Students read it, in repositories of their own: the commands in it name no folder of the
                // instructor's.
                Named.NOTHING,
                GitHead.commit(submission.folder()).orElse(null),
                exercises,
                settings,
                ScoringPolicy.TIMING);
    }

    /** Unpacked archives lie in folders with names of ours; a student's is that of the archive. */
    private static Feedback named(Feedback feedback, String student) {
        String name = Shown.line(student);
        Feedback.HandedIn it = feedback.submission();
        return new Feedback(
                feedback.schema(),
                feedback.grader(),
                new Feedback.HandedIn(
                        name.length() > MOST_OF_A_NAME ? name.substring(0, MOST_OF_A_NAME) : name,
                        it.sha256(),
                        it.commit(),
                        it.editedFiles(),
                        it.remarks(),
                        it.ignoredChanges()),
                feedback.runner(),
                feedback.marks(),
                feedback.exercises());
    }

    /** Everything that feedback depends on; nothing where there is nothing to grade. */
    private Optional<String> key(Found.Handed submission) {
        IntakeOutcome intake = new SubmissionReader(exercises, IntakeLimits.standard()).read(submission.folder());
        return intake.fold(
                read -> Optional.of(AnswerStore.key(parts(submission.student(), read.submission()))),
                unusable -> Optional.empty());
    }

    private List<String> parts(String student, Submission submission) {
        List<String> parts = new ArrayList<>(List.of(
                kit, Long.toHexString(settings.seed()), settings.budget().name(), student, submission.sha256()));
        submission.parts().forEach((id, part) -> {
            parts.add(id.slug());
            // The sources are in the hash; of the other cases the words are all there is.
            parts.add(part instanceof Submission.Sources ? "sources" : part.toString());
        });
        parts.addAll(submission.remarks());
        parts.addAll(submission.ignoredChanges());
        return parts;
    }
}
