package lockstep.grader.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.compile.CompileOutcome;
import lockstep.grader.compile.SubmissionCompiler;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.Finding;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Attacks by what code refers to: each is refused by name, and nothing of it runs. */
class RefusedAttacksTest {

    private static final Path TABLE = Path.of("src/test/submissions-attack/refused.txt");
    private static final Exercise EXERCISE =
            AllExercises.catalog().find("threadedsum").orElseThrow();
    private static final SubmissionCompiler COMPILER = new SubmissionCompiler(new GatedCompiler());

    private static final String TEMPLATE = """
            package lockstep.threadedsum;

            public final class ThreadedSum {
                public long sum(long start, long end, java.util.function.LongUnaryOperator term, int threads)
                        throws InterruptedException {
                    try {
                        attack();
                    } catch (Throwable e) {
                        e.printStackTrace();
                    }
                    return 0;
                }

                private static void attack() throws Throwable {
            %s
                }

            %s
            }
            """;

    @TempDir
    private Path scratch;

    private record Attack(String name, String refusal, List<String> statements, List<String> members) {
        SourceFile source() {
            String text = TEMPLATE.formatted(String.join("\n", statements), String.join("\n", members));
            return new SourceFile(EXERCISE.stubPath(), text);
        }
    }

    @TestFactory
    Stream<DynamicTest> each_attack_is_refused_by_name() throws IOException {
        return read().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> {
                    CompileOutcome outcome = COMPILER.compile(
                            EXERCISE, List.of(attack.source()), Files.createTempDirectory(scratch, "attack"));
                    assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    CompileOutcome.Refused.class,
                                    refused ->
                                            assertThat(refused.reason()).isEqualTo(CompileOutcome.Reason.NOT_ALLOWED));
                    Finding finding = ((CompileOutcome.Refused) outcome).finding();
                    assertThat(finding.message() + finding.evidence()).contains(attack.refusal());
                    assertThat(finding.advice()).isNotNull();
                }));
    }

    private static List<Attack> read() throws IOException {
        List<Attack> attacks = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("+")) {
                attacks.get(attacks.size() - 1).members().add(line.substring(1));
            } else if (line.startsWith(" ")) {
                attacks.get(attacks.size() - 1).statements().add(line);
            } else {
                String[] parts = line.split(": ", 2);
                attacks.add(new Attack(parts[0], parts[1], new ArrayList<>(), new ArrayList<>()));
            }
        }
        assertThat(attacks).hasSizeGreaterThan(60);
        return attacks;
    }
}
