package lockstep.grader.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import lockstep.grader.check.Progress;
import lockstep.grader.check.Stage;
import lockstep.grader.classroom.AnswerStore;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.classroom.Found;
import lockstep.grader.classroom.GitHead;
import lockstep.grader.classroom.KeptStage;
import lockstep.grader.classroom.LeftOutStage;
import lockstep.grader.pipeline.Cores;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Named;
import lockstep.grader.report.render.Shown;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;

/** Grades submissions of a class with the kit's stages, and keeps every answer as soon as it is there. */
final class ClassGrading implements ClassRun.Grading {

    private static final int MOST_OF_A_NAME = 100;

    private final ClassKeys keys;
    private final AnswerStore store;
    private final Predicate<Feedback> counts;
    private final Function<Found.Handed, Grader> grader;

    /**
     * @param progress hears of the checks of a submission
     * @param counts whether feedback that is known is the last word, here and now
     * @param compiler what compiles all submissions
     */
    ClassGrading(
            ClassKeys keys,
            AnswerStore store,
            Function<Found.Handed, Progress> progress,
            Predicate<Feedback> counts,
            CompilerProcess compiler,
            Surroundings.Time time,
            Supplier<Sandbox> sandbox) {
        this.keys = keys;
        this.store = store;
        this.counts = counts;
        String machine = keys.kit() + " " + Runtime.version() + " "
                + Runtime.getRuntime().availableProcessors() + " "
                + sandbox.get().rung().word();
        this.grader = submission -> {
            // Each submission has a core of its own here: how many there are at once is for the class run to say.
            Cores own = new Cores(1);
            List<Stage> stages = Kit.stages(compiler, own, time, sandbox).stream()
                    .<Stage>map(stage -> keys.kinds().contains(stage.kind())
                            ? new KeptStage(stage, store, machine)
                            : new LeftOutStage(stage))
                    .toList();
            return Kit.grader(compiler, stages, own, time, progress.apply(submission), sandbox);
        };
    }

    @Override
    public ClassRun.@Nullable Entry earlier(Found.Handed submission) {
        return keys.of(submission)
                .flatMap(store::feedback)
                .filter(counts)
                .map(feedback -> new ClassRun.GradedEntry(submission.student(), feedback))
                .orElse(null);
    }

    @Override
    public ClassRun.Prepared prepare(Found.Handed submission) {
        Grader.Prepared prepared = grader.apply(submission).prepare(order(submission));
        return new ClassRun.Prepared() {
            @Override
            public ClassRun.Entry finish() {
                return entry(submission, prepared.finish());
            }

            @Override
            public void close() {
                prepared.close();
            }
        };
    }

    @Override
    public ClassRun.Entry retry(Found.Handed submission) {
        // The store has forgotten nothing but what was undecided.
        return entry(submission, grader.apply(submission).grade(order(submission)));
    }

    @Override
    public boolean isOpen(ClassRun.Entry entry) {
        return entry instanceof ClassRun.GradedEntry graded
                && graded.feedback()
                        .checks()
                        .anyMatch(check -> check.verdict().isPending()
                                && keys.kinds().contains(check.question().kind()));
    }

    private static ClassRun.Entry entry(Found.Handed submission, Grader.Graded graded) {
        if (graded instanceof Grader.Unusable unusable) {
            return new ClassRun.UnusableEntry(
                    submission.student(), unusable.problem().message());
        }
        return new ClassRun.GradedEntry(
                submission.student(), named(((Grader.Done) graded).feedback(), submission.student()));
    }

    @Override
    public void keep(Found.Handed submission, ClassRun.Entry entry) {
        Optional<String> key = keys.of(submission);
        try {
            if (key.isPresent() && entry instanceof ClassRun.GradedEntry graded) {
                store.keep(key.get(), graded.feedback());
            } else if (key.isPresent() && entry instanceof ClassRun.FaultEntry fault) {
                store.keepBroken(key.get(), fault.reason());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Grader.Order order(Found.Handed submission) {
        return new Grader.Order(
                submission.folder(),
                // Students read it, in repositories of their own: the commands in it name no folder of the
                // instructor's.
                Named.NOTHING,
                GitHead.commit(submission.folder()).orElse(null),
                keys.exercises(),
                keys.settings(),
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
}
