package lockstep.grader.pipeline;

import java.nio.file.Path;
import java.util.List;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.race.RaceStage;
import lockstep.grader.compile.SubmissionCompiler;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.FeedbackAssembler;
import lockstep.grader.report.SourceText;
import lockstep.grader.submission.IntakeLimits;
import lockstep.grader.submission.Submission;
import lockstep.grader.submission.SubmissionReader;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Finding;
import lockstep.grader.worker.sandbox.Scratch;

/** From a folder to one interleaving of one race check, run again. */
public final class Replay {

    private final SubmissionCompiler compiler;
    private final RaceStage stage;
    private final Progress progress;

    public Replay(SubmissionCompiler compiler, RaceStage stage, Progress progress) {
        this.compiler = compiler;
        this.stage = stage;
        this.progress = progress;
    }

    /**
     * What is to be run again.
     *
     * @param check a race check of the exercise
     * @param schedule as an interleaving of the feedback names it
     */
    public record Order(Path folder, Exercise exercise, CheckSpec check, String schedule, RunSettings settings) {}

    /** The check's feedback, or why there is nothing to run. */
    public sealed interface Replayed {}

    /**
     * It was run: FAILED if the order shows a fault, PASSED if it shows none, INCONCLUSIVE if it could not be followed.
     *
     * @param sources the student's files
     */
    public record Shown(CheckFeedback check, List<SourceText> sources) implements Replayed {
        public Shown {
            sources = List.copyOf(sources);
        }
    }

    /** There is nothing that could be run; the reason is one sentence or more. */
    public record Unusable(String reason) implements Replayed {}

    /** Runs one order again. */
    public Replayed replay(Order order, FeedbackAssembler assembler) {
        return new SubmissionReader(List.of(order.exercise()), IntakeLimits.standard())
                .read(order.folder())
                .fold(
                        read -> compile(order, read.submission(), assembler),
                        unusable -> new Unusable(unusable.problem().toString()));
    }

    private Replayed compile(Order order, Submission submission, FeedbackAssembler assembler) {
        Submission.Part part = submission.parts().get(order.exercise().id());
        if (part instanceof Submission.Rejected rejected) {
            return new Unusable(rejected.problems().get(0).toString());
        }
        if (!(part instanceof Submission.Sources sources)) {
            return new Unusable("no file " + order.exercise().stubPath() + " was found in " + order.folder());
        }
        try (Scratch scratch = Scratch.openToStudents("lockstep-")) {
            return compiler.compile(order.exercise(), sources.files(), scratch.folder("replay"))
                    .fold(
                            compiled -> {
                                CheckResult result = stage.replay(
                                        compiled.submission(),
                                        order.check(),
                                        order.schedule(),
                                        order.settings(),
                                        progress);
                                return new Shown(
                                        assembler.check(submission, order.exercise(), order.check(), result),
                                        FeedbackAssembler.sources(submission, order.exercise()));
                            },
                            refused -> new Unusable(words(refused.finding())),
                            notWritten -> new Unusable(notWritten.because()));
        }
    }

    private static String words(Finding finding) {
        return finding.message() + (finding.location() == null ? "" : " (" + finding.location() + ")");
    }
}
