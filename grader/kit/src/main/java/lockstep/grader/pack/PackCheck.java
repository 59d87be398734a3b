package lockstep.grader.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Rubric;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.LinesRun;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * Proves a pack: what its author declares comes true. Solutions and other correct submissions have full marks, each time; a
 * stub counts as not handed in; declared mutants fail as declared. Beside that it tells which generated mutants no check
 * catches: each is a gap in the checks, or changes nothing that anybody could see.
 */
public final class PackCheck {

    /** Grades a folder for one exercise. */
    @FunctionalInterface
    public interface Grading {
        ExerciseFeedback grade(Path folder, Exercise exercise, long seed);
    }

    private final PackSources pack;
    private final Grading grading;
    private final int repetitions;
    private final Consumer<String> out;

    /**
     * Creates a proof.
     *
     * @param repetitions how often what is correct is graded, each time with another seed
     * @param out hears what was found, line by line
     */
    public PackCheck(PackSources pack, Grading grading, int repetitions, Consumer<String> out) {
        this.pack = pack;
        this.grading = grading;
        this.repetitions = repetitions;
        this.out = out;
    }

    /** Returns what came of the proof of each exercise. */
    public List<Proof> prove(List<Exercise> exercises) throws IOException {
        List<Proof> proofs = new ArrayList<>();
        for (Exercise exercise : exercises) {
            out.accept(exercise.id() + ": " + exercise.title());
            try (Scratch scratch = Scratch.open("lockstep-mutants")) {
                proofs.add(new Bench(scratch.folder(), exercise).prove());
            }
        }
        return proofs;
    }

    /** Where one exercise is proven. */
    private final class Bench {

        private final Path folder;
        private final Exercise exercise;

        /** What is timed takes long, and mutants of a solution are as fast as it is. */
        private final Exercise untimed;

        private final Map<String, String> equivalent = new LinkedHashMap<>();
        private int copies;
        private int designs;
        private int gradings;
        private int spared;
        private boolean holds = true;

        Bench(Path folder, Exercise exercise) {
            this.folder = folder;
            this.exercise = exercise;
            this.untimed = exercise.asking(new Rubric(exercise.rubric().checks().stream()
                    .filter(check -> check.id().kind() != CheckKind.SPEEDUP)
                    .toList()));
        }

        private void tell(String what, List<String> wrong) {
            holds &= wrong.isEmpty();
            out.accept((wrong.isEmpty() ? "  ok      " : "  WRONG   ")
                    + what
                    + wrong.stream().map(line -> "\n          " + line).collect(Collectors.joining()));
        }

        Proof prove() throws IOException {
            stub();
            LinesRun lines = correct("the solution", pack.solution());
            for (Path variant : pack.correct(exercise)) {
                correct(name(variant), variant);
            }
            Catch wrong = new Catch();
            for (Path variant : pack.wrong(exercise)) {
                ExerciseFeedback feedback = grading.grade(variant, untimed, 1);
                if (wrong.isMissed(feedback)) {
                    feedback = grading.grade(variant, exercise, 1);
                }
                tell(
                        name(variant) + " loses points",
                        wrong.add(name(variant), feedback) ? List.of() : List.of("no check failed"));
            }
            Catch generated = new Catch();
            if (holds) {
                mutants(wrong, generated);
            } else {
                out.accept("  mutants are not asked: what they are held against is wrong");
            }
            return new Proof(
                    exercise, holds, designs, gradings, spared, wrong.hunt(), generated.hunt(), equivalent, lines);
        }

        private void stub() {
            ExerciseFeedback.Status status =
                    grading.grade(pack.exercise(), exercise, 1).status();
            tell(
                    "the stub counts as not handed in",
                    status == ExerciseFeedback.Status.NOT_SUBMITTED
                            ? List.of()
                            : List.of("expected not-submitted, found " + status));
        }

        private @Nullable LinesRun correct(String what, Path submission) {
            List<String> wrong = new ArrayList<>();
            LinesRun lines = null;
            designs++;
            for (int seed = 1; seed <= repetitions; seed++) {
                ExerciseFeedback feedback = grading.grade(submission, exercise, seed);
                List<String> lost = lost(feedback);
                gradings++;
                spared += lost.isEmpty() ? 1 : 0;
                for (String each : lost) {
                    wrong.add("seed " + seed + ": " + each);
                }
                lines = feedback.linesRun();
            }
            tell(what + " has full marks, " + repetitions + " times", wrong);
            return lines;
        }

        private void mutants(Catch wrong, Catch generated) throws IOException {
            String stub = exercise.stub().getSimpleName();
            String solution = Files.readString(pack.solution().resolve(exercise.stubPath()));
            List<Mutant> declared =
                    Mutant.read(PackFolder.text(pack.mutants(exercise.id().slug())), stub, solution);
            for (Mutant mutant : declared) {
                ExerciseFeedback feedback = grade(mutant.source());
                tell("mutant [" + mutant.name() + "]", otherwise(mutant, feedback));
                if (!mutant.isSound()) {
                    wrong.add("[" + mutant.name() + "]", feedback);
                } else {
                    equivalent.put(mutant.name(), mutant.reason());
                }
            }
            Set<String> sound = declared.stream()
                    .filter(Mutant::isSound)
                    .map(Mutant::source)
                    .collect(Collectors.toSet());
            for (GeneratedMutant mutant : MutantGenerator.of(stub, solution)) {
                if (!sound.contains(Mutant.flat(mutant.source()))) {
                    ExerciseFeedback feedback = grade(mutant.source());
                    if (feedback.checks().stream().noneMatch(PackCheck::isCompileError)) {
                        generated.add("line " + mutant.line() + ": " + mutant.what(), feedback);
                    }
                }
            }
            Proof.Hunt hunt = generated.hunt();
            out.accept("  caught  " + hunt.hits() + " of " + hunt.all() + " generated mutants"
                    + (hunt.all() == 0 ? "" : " (" + Math.floorDiv(100 * hunt.hits(), hunt.all()) + " %)")
                    + hunt.survivors().stream()
                            .map(line -> "\n          survives: " + line)
                            .collect(Collectors.joining()));
        }

        private List<String> otherwise(Mutant mutant, ExerciseFeedback feedback) {
            Map<String, String> outcomes = new TreeMap<>();
            Set<String> mistakes = new TreeSet<>();
            for (CheckFeedback check : feedback.checks()) {
                outcomes.put(
                        check.question().id().substring(exercise.id().slug().length() + 1),
                        check.verdict().name());
                if (check.verdict() == Outcome.FAILED) {
                    String mistake = check.explanation().mistake();
                    mistakes.add(mistake == null ? "none" : mistake);
                }
            }
            return mutant.otherwise(outcomes, mistakes);
        }

        /** Grades the solution with another text in place of its stub's file. */
        private ExerciseFeedback grade(String source) throws IOException {
            Path copy = folder.resolve("mutant" + ++copies);
            Path home = Path.of(exercise.packagePath());
            for (Path file : PackFolder.all(pack.solution().resolve(home))) {
                Path target = copy.resolve(pack.solution().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            Files.writeString(copy.resolve(exercise.stubPath()), source);
            return grading.grade(copy, untimed, 1);
        }
    }

    /** Who was caught, and by what. */
    private static final class Catch {

        private final Map<CheckKind, Integer> caught = new EnumMap<>(CheckKind.class);
        private final List<String> survivors = new ArrayList<>();

        boolean isMissed(ExerciseFeedback feedback) {
            return feedback.checks().stream().noneMatch(check -> check.verdict() == Outcome.FAILED);
        }

        /** Counts one, and returns whether it was caught. */
        boolean add(String what, ExerciseFeedback feedback) {
            feedback.checks().stream()
                    .filter(check -> check.verdict() == Outcome.FAILED)
                    .findFirst()
                    .ifPresentOrElse(
                            check -> caught.merge(check.question().kind(), 1, Integer::sum), () -> survivors.add(what));
            return !isMissed(feedback);
        }

        Proof.Hunt hunt() {
            return new Proof.Hunt(caught, survivors);
        }
    }

    private static List<String> lost(ExerciseFeedback feedback) {
        List<String> lost = new ArrayList<>();
        if (feedback.status() != ExerciseFeedback.Status.GRADED) {
            lost.add("it was not graded. " + feedback.remark());
        }
        for (CheckFeedback check : feedback.checks()) {
            // What a machine cannot time is no fault of the pack.
            boolean untimed = check.question().kind() == CheckKind.SPEEDUP && check.verdict() == Outcome.INCONCLUSIVE;
            if (check.verdict() != Outcome.PASSED && !untimed) {
                lost.add(check.question().id() + " " + check.verdict() + ": "
                        + check.explanation().message());
            }
        }
        return lost;
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    private static boolean isCompileError(CheckFeedback check) {
        return check.question().id().endsWith(".structure.compiles") && check.verdict() != Outcome.PASSED;
    }
}
