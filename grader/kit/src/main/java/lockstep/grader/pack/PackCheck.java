package lockstep.grader.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.worker.sandbox.Scratch;

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

    private final PackFolder pack;
    private final Grading grading;
    private final int repetitions;
    private final Consumer<String> out;
    private boolean proven = true;

    /**
     * Creates a proof.
     *
     * @param repetitions how often what is correct is graded, each time with another seed
     * @param out hears what was found, line by line
     */
    public PackCheck(PackFolder pack, Grading grading, int repetitions, Consumer<String> out) {
        this.pack = pack;
        this.grading = grading;
        this.repetitions = repetitions;
        this.out = out;
    }

    /** Returns whether all that the pack declares about these exercises comes true. */
    public boolean proves(List<Exercise> exercises) throws IOException {
        for (Exercise exercise : exercises) {
            out.accept(exercise.id() + ": " + exercise.title());
            stub(exercise);
            correct("the solution", exercise, pack.solution());
            for (Path variant : pack.correct()) {
                if (PackFolder.all(variant).stream()
                        .anyMatch(file -> file.endsWith(exercise.stub().getSimpleName() + ".java"))) {
                    correct(pack.folder().relativize(variant).toString(), exercise, variant);
                }
            }
            if (proven) {
                mutants(exercise.asking(new Rubric(exercise.rubric().checks().stream()
                        .filter(check -> check.id().kind() != CheckKind.SPEEDUP)
                        .toList())));
            } else {
                out.accept("  mutants are not asked: what they are held against is wrong");
            }
        }
        return proven;
    }

    private void tell(String what, List<String> wrong) {
        proven &= wrong.isEmpty();
        out.accept((wrong.isEmpty() ? "  ok      " : "  WRONG   ")
                + what
                + wrong.stream().map(line -> "\n          " + line).collect(Collectors.joining()));
    }

    private void stub(Exercise exercise) {
        ExerciseFeedback.Status status =
                grading.grade(pack.exercise(), exercise, 1).status();
        tell(
                "the stub counts as not handed in",
                status == ExerciseFeedback.Status.NOT_SUBMITTED
                        ? List.of()
                        : List.of("expected not-submitted, found " + status));
    }

    private void correct(String what, Exercise exercise, Path folder) {
        List<String> wrong = new ArrayList<>();
        for (int seed = 1; seed <= repetitions; seed++) {
            ExerciseFeedback feedback = grading.grade(folder, exercise, seed);
            if (feedback.status() != ExerciseFeedback.Status.GRADED) {
                wrong.add("seed " + seed + ": it was not graded. " + feedback.remark());
            }
            for (CheckFeedback check : feedback.checks()) {
                // What a machine cannot time is no fault of the pack.
                boolean untimed =
                        check.question().kind() == CheckKind.SPEEDUP && check.verdict() == Outcome.INCONCLUSIVE;
                if (check.verdict() != Outcome.PASSED && !untimed) {
                    wrong.add("seed " + seed + ": " + check.question().id() + " " + check.verdict() + ": "
                            + check.explanation().message());
                }
            }
        }
        tell(what + " has full marks, " + repetitions + " times", wrong);
    }

    private void mutants(Exercise exercise) throws IOException {
        String stub = exercise.stub().getSimpleName();
        String solution = Files.readString(pack.solution().resolve(exercise.stubPath()));
        Path file = pack.mutants(exercise.id().slug());
        List<Mutant> declared =
                Files.isRegularFile(file) ? Mutant.read(Files.readString(file), stub, solution) : List.of();
        try (Scratch scratch = Scratch.open("lockstep-mutants")) {
            Bench bench = new Bench(scratch.folder(), exercise);
            for (Mutant mutant : declared) {
                bench.declared(mutant);
            }
            bench.generated(MutantGenerator.of(stub, solution), declared);
        }
    }

    /** Where mutants of one exercise are graded. */
    private final class Bench {

        private final Path folder;
        private final Exercise exercise;
        private int graded;

        Bench(Path folder, Exercise exercise) {
            this.folder = folder;
            this.exercise = exercise;
        }

        /** Grades the solution with another text in place of its stub's file. */
        private ExerciseFeedback grade(String source) throws IOException {
            Path copy = folder.resolve("mutant" + ++graded);
            for (Path file : PackFolder.all(pack.solution())) {
                Path target = copy.resolve(pack.solution().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            Files.writeString(copy.resolve(exercise.stubPath()), source);
            return grading.grade(copy, exercise, 1);
        }

        void declared(Mutant mutant) throws IOException {
            ExerciseFeedback feedback = grade(mutant.source());
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
            tell("mutant [" + mutant.name() + "]", mutant.otherwise(outcomes, mistakes));
        }

        /** Those that are declared to break nothing are argued for; those that do not compile are none. */
        void generated(List<GeneratedMutant> mutants, List<Mutant> declared) throws IOException {
            Set<String> sound = declared.stream()
                    .filter(Mutant::isSound)
                    .map(Mutant::source)
                    .collect(Collectors.toCollection(HashSet::new));
            int caught = 0;
            List<String> survivors = new ArrayList<>();
            for (GeneratedMutant mutant : mutants) {
                if (sound.contains(Mutant.flat(mutant.source()))) {
                    continue;
                }
                ExerciseFeedback feedback = grade(mutant.source());
                if (feedback.checks().stream().anyMatch(PackCheck::isCompileError)) {
                    continue;
                }
                if (feedback.checks().stream().anyMatch(check -> check.verdict() == Outcome.FAILED)) {
                    caught++;
                } else {
                    survivors.add("line " + mutant.line() + ": " + mutant.what());
                }
            }
            int all = caught + survivors.size();
            out.accept("  caught  " + caught + " of " + all + " generated mutants"
                    + (all == 0 ? "" : " (" + Math.floorDiv(100 * caught, all) + " %)")
                    + survivors.stream()
                            .map(line -> "\n          survives: " + line)
                            .collect(Collectors.joining()));
        }
    }

    private static boolean isCompileError(CheckFeedback check) {
        return check.question().id().endsWith(".structure.compiles") && check.verdict() != Outcome.PASSED;
    }
}
