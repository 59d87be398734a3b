package lockstep.grader.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.sandbox.Scratch;

/**
 * Has every engine that runs student code answer a check of the kit's own, which it does only after its canaries were
 * caught: so it is known whether workers start here and whether the engines work.
 */
final class SelfTest {

    private static final RunSettings SETTINGS = new RunSettings(1, RunSettings.Budget.QUICK);

    private final ExerciseCatalog catalog;
    private final List<Stage> stages;

    SelfTest(ExerciseCatalog catalog, List<Stage> stages) {
        this.catalog = catalog;
        this.stages = List.copyOf(stages);
    }

    /**
     * What an engine did.
     *
     * @param broken whether it did not catch its canaries or could not be asked; a busy machine is no fault of it
     */
    record Answer(String engine, boolean works, boolean broken, String what) {}

    List<Answer> run() {
        return stages.stream().map(this::ask).toList();
    }

    private Answer ask(Stage stage) {
        String engine = stage.kind().word();
        Class<?> probes = stage.kind() == CheckKind.RACE ? SelfTestScenarios.class : SelfTestProbes.class;
        CheckSpec check = new CheckSpec(
                new CheckId("selftest", stage.kind(), "works"),
                "The engine works",
                0,
                new Advice("The kit's own check.", "There is nothing to do.", null),
                List.of(),
                new CheckSpec.Probe(probes.getName(), engine));
        CheckResult result;
        try (Scratch scratch = Scratch.openToStudents("lockstep-")) {
            result = stage.judge(nothing(scratch), List.of(check), SETTINGS, Progress.silent())
                    .get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean works = result.verdict().outcome() == Outcome.PASSED;
        String seconds = String.format(Locale.ROOT, "%.1f s", result.elapsed().toNanos() / 1e9);
        return new Answer(
                engine,
                works,
                !works && !(result.verdict() instanceof Verdict.Inconclusive),
                works ? "answers in a worker, its canaries were caught (" + seconds + ")" : reason(result.verdict()));
    }

    private static String reason(Verdict verdict) {
        if (verdict instanceof Verdict.Inconclusive inconclusive) {
            return "its canaries were caught, but its own check was undecided. " + inconclusive.reason()
                    + " Nothing is broken: ask again when less is going on.";
        }
        return verdict instanceof Verdict.Errored errored ? errored.reason() : verdict.toString();
    }

    /** A submission without any class: the kit's own probes need none. */
    private CompiledSubmission nothing(Scratch scratch) throws IOException {
        Path empty = Files.createDirectory(scratch.folder().resolve("classes"));
        return new CompiledSubmission(catalog.exercises().get(0), empty, empty, List.of());
    }
}
