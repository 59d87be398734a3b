package lockstep.grader.check.correctness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import lockstep.engine.Budget;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.check.race.ControlledJudge;
import lockstep.grader.check.race.EngineOutcome;
import lockstep.grader.check.race.RaceCorpus;
import lockstep.grader.compile.GivenClasses;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Grounds;
import lockstep.grader.pack.Mutant;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Solutions with one declared edit: each is answered as declared, those that break nothing with all points. */
class MutantsTest {

    private static final Path SOLUTIONS = Path.of("../../solutions/src/main/java/lockstep");

    /** A race that correctness tells already is not looked for everywhere. */
    private static final Budget RACE = Budget.STANDARD.times(0.3);

    @TempDir
    Path folder;

    static Stream<Arguments> mutants() throws IOException {
        List<Arguments> mutants = new ArrayList<>();
        for (Exercise exercise : AllExercises.catalog().exercises()) {
            Path declared = Path.of("src/test/mutants", exercise.id().slug() + ".txt");
            if (Files.exists(declared)) {
                String stub = exercise.stub().getSimpleName();
                Path solution = SOLUTIONS.resolve(exercise.id().slug()).resolve(stub + ".java");
                Mutant.read(Files.readString(declared), stub, Files.readString(solution))
                        .forEach(mutant -> mutants.add(arguments(exercise, Named.of(mutant.name(), mutant))));
            }
        }
        return mutants.stream();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mutants")
    void a_mutant_is_answered_as_declared(Exercise exercise, Mutant mutant) throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve(exercise.stub().getSimpleName() + ".java"), mutant.source());
        Path compiled = Files.createDirectory(folder.resolve("classes"));
        ClassLoader classes = RaceCorpus.compile(source, compiled);
        for (Map.Entry<String, byte[]> given :
                new GivenClasses(exercise).asGraded().entrySet()) {
            Path file = compiled.resolve(given.getKey().replace('.', '/') + ".class");
            Files.write(file, given.getValue());
        }
        Map<String, String> answers = new TreeMap<>();
        TreeSet<String> mistakes = new TreeSet<>();
        TreeSet<Integer> told = new TreeSet<>();
        List<CheckSpec> checks =
                exercise.rubric().upTo(check -> isDeclared(mutant, check)).checks();
        Grounds grounds = new Grounds(checks);
        try (ContractJudge correctness = new ContractJudge(
                        classes,
                        Literals.in(compiled),
                        StaticFields.oneIn(compiled).orElse(null),
                        1);
                ControlledJudge race = new ControlledJudge(classes, 1)) {
            for (CheckSpec check : checks) {
                CheckKind kind = check.id().kind();
                // A test in a form of its own is asked of whole submissions only.
                if (kind == CheckKind.RACE
                        || kind == CheckKind.CORRECTNESS && CorrectnessJob.isContract(check.probe())) {
                    Verdict verdict = grounds.missing(check).orElse(null);
                    if (verdict == null) {
                        verdict = kind == CheckKind.RACE ? verdict(race.judge(check, RACE)) : correctness.judge(check);
                    }
                    grounds.note(check.id(), verdict);
                    answers.put(kind.word() + "." + check.id().name(), String.valueOf(verdict.outcome()));
                    if (verdict instanceof Verdict.Failed failed) {
                        Advice advice = failed.finding().advice();
                        String mistake = (advice == null ? check.advice() : advice).mistake();
                        mistakes.add(mistake == null ? "none" : mistake);
                        SourceLocation location = failed.finding().location();
                        if (location != null && location.file().equals(exercise.stubPath())) {
                            told.add(location.line());
                        }
                    }
                }
            }
        }
        assertThat(mutant.otherwise(answers, mistakes, told)).isEmpty();
    }

    private static boolean isDeclared(Mutant mutant, CheckId check) {
        return mutant.expected().stream()
                .map(line -> line.split(" ")[0])
                .anyMatch(word -> word.equals("*") || check.toString().endsWith("." + word));
    }

    private static Verdict verdict(EngineOutcome outcome) {
        return outcome.fold(
                right -> Verdict.pass(),
                fault -> new Verdict.Failed(fault.finding()),
                unknown -> new Verdict.Inconclusive(unknown.reason(), List.of()),
                broken -> new Verdict.Errored(broken.reason()));
    }
}
