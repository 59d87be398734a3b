package lockstep.grader.check.correctness;

import static org.assertj.core.api.Assertions.assertThat;

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
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.race.ControlledJudge;
import lockstep.grader.check.race.EngineOutcome;
import lockstep.grader.check.race.RaceCorpus;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Grounds;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Solutions with one declared edit: each is answered as declared, those that break nothing with all points. */
class MutantsTest {

    private static final Path SOLUTIONS = Path.of("../../solutions/src/main/java/lockstep");

    /** A race that correctness tells already is not looked for everywhere. */
    private static final Budget RACE = Budget.STANDARD.times(0.3);

    @TempDir
    Path folder;

    /** One declared mutant, in the order of its lines. */
    record Mutant(String name, String solution, List<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mutant> mutants() throws IOException {
        return declared("lockedcounter", "LockedCounter");
    }

    private static Stream<Mutant> declared(String slug, String stub) throws IOException {
        String text = Files.readString(Path.of("src/test/mutants", slug + ".txt"));
        String solution = Files.readString(SOLUTIONS.resolve(slug).resolve(stub + ".java"))
                .replaceAll("(?s)/\\*\\*.*?\\*/", "")
                .replaceAll("\\s+", " ");
        return Stream.of(text.split("\n(?=\\[)")).skip(1).map(section -> mutant(section, solution));
    }

    private static Mutant mutant(String section, String solution) {
        String name = section.substring(1, section.indexOf(']'));
        List<String> expected = new ArrayList<>();
        String source = solution;
        int start = 0;
        String from = "";
        for (String line :
                section.lines().skip(1).filter(each -> !each.isBlank()).toList()) {
            String rest = line.substring(line.indexOf(' ') + 1);
            switch (line.split(" ", 2)[0]) {
                case "in" -> start = source.indexOf(" " + rest + "(", source.indexOf("LockedCounter(long"));
                case "from" -> from = rest;
                case "to" -> {
                    int at = source.indexOf(from, start);
                    assertThat(at).as(name + " edits " + from).isNotNegative();
                    source = source.substring(0, at) + rest + source.substring(at + from.length());
                }
                default -> expected.add(line);
            }
        }
        return new Mutant(name, source, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void a_mutant_is_answered_as_declared(Mutant mutant) throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("LockedCounter.java"), mutant.solution());
        ClassLoader classes = RaceCorpus.compile(source, Files.createDirectory(folder.resolve("classes")));
        Map<String, String> answers = new TreeMap<>();
        TreeSet<String> mistakes = new TreeSet<>();
        List<CheckSpec> checks = ExerciseCatalog.load().exercises().stream()
                .filter(exercise -> exercise.id().slug().equals("lockedcounter"))
                .flatMap(exercise -> exercise.rubric().checks().stream())
                .toList();
        Grounds grounds = new Grounds(checks);
        try (ContractJudge correctness = new ContractJudge(classes, 1);
                ControlledJudge race = new ControlledJudge(classes, 1)) {
            for (CheckSpec check : checks) {
                CheckKind kind = check.id().kind();
                if (kind == CheckKind.CORRECTNESS || kind == CheckKind.RACE) {
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
                    }
                }
            }
        }
        for (String line : mutant.expected()) {
            String[] words = line.split(" ");
            if (words[0].equals("*")) {
                assertThat(answers.values()).containsOnly(words[1]);
            } else if (words[0].equals("mistake")) {
                assertThat(mistakes).contains(words[1]);
            } else {
                assertThat(answers).containsEntry(words[0], words[1]);
            }
        }
    }

    private static Verdict verdict(EngineOutcome outcome) {
        return outcome.fold(
                right -> Verdict.pass(),
                fault -> new Verdict.Failed(fault.finding()),
                unknown -> new Verdict.Inconclusive(unknown.reason(), List.of()),
                broken -> new Verdict.Errored(broken.reason()));
    }
}
