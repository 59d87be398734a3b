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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Rubric;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.LinesRun;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * Proves a pack: what its author declares comes true. Solutions and other correct submissions have full marks, each time; a
 * stub counts as not handed in; declared mutants fail as declared. Beside that it tells which generated mutants no check
 * catches: each is a gap in the checks, or changes nothing that anybody could see.
 */
public final class PackCheck {

    /** Grades a folder for one exercise. Is called from several threads. */
    @FunctionalInterface
    public interface Grading {
        ExerciseFeedback grade(Path folder, Exercise exercise, long seed);
    }

    private final PackSources pack;
    private final Grading grading;
    private final int repetitions;
    private final int jobs;
    private final Consumer<String> out;

    /**
     * Creates a proof.
     *
     * @param repetitions how often what is correct is graded, each time with another seed
     * @param jobs how many gradings go side by side
     * @param out hears what was found, line by line
     */
    public PackCheck(PackSources pack, Grading grading, int repetitions, int jobs, Consumer<String> out) {
        this.pack = pack;
        this.grading = grading;
        this.repetitions = repetitions;
        this.jobs = jobs;
        this.out = out;
    }

    /** Returns what came of the proof of each exercise. */
    public List<Proof> prove(List<Exercise> exercises) throws IOException {
        List<Proof> proofs = new ArrayList<>();
        for (Exercise exercise : exercises) {
            out.accept(exercise.id() + ": " + exercise.title());
            ExecutorService lanes = Executors.newFixedThreadPool(jobs, body -> {
                Thread thread = new Thread(body, "pack-lane");
                thread.setDaemon(true);
                return thread;
            });
            try (Scratch scratch = Scratch.open("lockstep-mutants")) {
                proofs.add(new Bench(scratch.folder(), exercise, lanes).prove());
            } finally {
                lanes.shutdownNow();
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

        private final Executor lanes;
        private final Map<String, String> equivalent = new LinkedHashMap<>();
        private int copies;
        private int designs;
        private int gradings;
        private int spared;
        private boolean holds = true;

        Bench(Path folder, Exercise exercise, Executor lanes) {
            this.folder = folder;
            this.exercise = exercise;
            this.lanes = lanes;
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
            Map<String, Path> right = new LinkedHashMap<>();
            right.put("the solution", pack.solution());
            pack.correct(exercise).forEach(variant -> right.put(name(variant), variant));
            LinesRun lines = correct(right);
            boolean firm = holds;
            Catch wrong = new Catch();
            wrong(wrong);
            Catch generated = new Catch();
            if (firm) {
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

        /** Returns which lines of the first one ran, or null where that is not known. */
        private @Nullable LinesRun correct(Map<String, Path> designs) {
            Map<String, List<Begun>> begun = new LinkedHashMap<>();
            designs.forEach((name, folder) -> begun.put(
                    name,
                    LongStream.rangeClosed(1, repetitions)
                            .mapToObj(seed -> begin(folder, exercise, seed))
                            .toList()));
            begun.forEach((name, all) -> {
                List<String> wrong = new ArrayList<>();
                for (int i = 0; i < all.size(); i++) {
                    List<String> lost = lost(all.get(i).feedback());
                    gradings++;
                    spared += lost.isEmpty() ? 1 : 0;
                    for (String each : lost) {
                        wrong.add("seed " + (i + 1) + ": " + each);
                    }
                }
                this.designs++;
                tell(name + " has full marks, " + repetitions + " times", wrong);
            });
            List<Begun> first = begun.values().iterator().next();
            return first.get(first.size() - 1).feedback().linesRun();
        }

        private void wrong(Catch wrong) throws IOException {
            Map<Path, Begun> begun = new LinkedHashMap<>();
            pack.wrong(exercise).forEach(variant -> begun.put(variant, begin(variant, untimed, 1)));
            begun.forEach((variant, grading) -> {
                ExerciseFeedback feedback = grading.feedback();
                if (wrong.isMissed(feedback)) {
                    feedback = begin(variant, exercise, 1).feedback();
                }
                tell(
                        name(variant) + " loses points",
                        wrong.add(name(variant), feedback) ? List.of() : List.of("no check failed"));
            });
        }

        private void mutants(Catch wrong, Catch generated) throws IOException {
            String stub = exercise.stub().getSimpleName();
            String solution = Files.readString(pack.solution().resolve(exercise.stubPath()));
            Map<Mutant, Begun> declared = new LinkedHashMap<>();
            for (Mutant mutant :
                    Mutant.read(PackFolder.text(pack.mutants(exercise.id().slug())), stub, solution)) {
                declared.put(mutant, begin(mutant.source()));
            }
            Set<String> sound = declared.keySet().stream()
                    .filter(Mutant::isSound)
                    .map(mutant -> Mutant.flat(mutant.source()))
                    .collect(Collectors.toSet());
            Map<GeneratedMutant, Begun> others = new LinkedHashMap<>();
            for (GeneratedMutant mutant : MutantGenerator.of(stub, solution)) {
                if (!sound.contains(Mutant.flat(mutant.source()))) {
                    others.put(mutant, begin(mutant.source()));
                }
            }
            declared.forEach((mutant, grading) -> {
                ExerciseFeedback feedback = grading.feedback();
                tell("mutant [" + mutant.name() + "]", otherwise(mutant, feedback));
                if (!mutant.isSound()) {
                    wrong.add("[" + mutant.name() + "]", feedback);
                } else {
                    equivalent.put(mutant.name(), mutant.reason());
                }
            });
            others.forEach((mutant, grading) -> {
                ExerciseFeedback feedback = grading.feedback();
                if (feedback.checks().stream().noneMatch(PackCheck::isCompileError)) {
                    generated.add("line " + mutant.line() + ": " + mutant.what(), feedback);
                }
            });
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
            Set<Integer> told = new TreeSet<>();
            for (CheckFeedback check : feedback.checks()) {
                outcomes.put(
                        check.question().id().substring(exercise.id().slug().length() + 1),
                        check.verdict().name());
                if (check.verdict() == Outcome.FAILED) {
                    String mistake = check.explanation().mistake();
                    mistakes.add(mistake == null ? "none" : mistake);
                    SourceLocation location = check.explanation().location();
                    if (location != null && location.file().equals(exercise.stubPath())) {
                        told.add(location.line());
                    }
                }
            }
            return mutant.otherwise(outcomes, mistakes, told);
        }

        /** Begins to grade the solution with another text in place of its stub's file. */
        private Begun begin(String source) throws IOException {
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
            return begin(copy, untimed, 1);
        }

        private Begun begin(Path submission, Exercise asked, long seed) {
            return new Begun(CompletableFuture.supplyAsync(() -> grading.grade(submission, asked, seed), lanes));
        }
    }

    /** A grading that may still be under way. */
    private record Begun(CompletableFuture<ExerciseFeedback> future) {

        ExerciseFeedback feedback() {
            try {
                return future.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
            }
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
