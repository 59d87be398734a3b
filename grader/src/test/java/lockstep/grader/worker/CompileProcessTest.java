package lockstep.grader.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.compile.CompileOutcome;
import lockstep.grader.compile.SubmissionCompiler;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.SourceFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompileProcessTest {

    private static final Exercise EXERCISE =
            ExerciseCatalog.ofKit().find("threadedsum").orElseThrow();
    private static final SubmissionCompiler COMPILER =
            SubmissionCompiler.ofThisJdk().trying(new CompileProcess());

    @TempDir
    private Path scratch;

    /** Sources on which the compiler does not come to an end that anybody could wait for. */
    enum Bomb {
        NESTED_PARENTHESES("static long x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + ";"),
        DOUBLED_CONSTANTS("static final String A0 = \"0123456789\";\n"
                + IntStream.range(1, 40)
                        .mapToObj(i -> "static final String A%d = A%d + A%d;".formatted(i, i - 1, i - 1))
                        .collect(Collectors.joining("\n"))),
        CONSTANTS_THAT_GROW_IN_TURN("interface T { String A0 = \"x\", B0 = \"y\"; }\n"
                + IntStream.range(1, 60)
                        .mapToObj(i -> "static final String A%d = %sA%d + %sB%d, B%d = %sB%d + A%d;"
                                .formatted(
                                        i,
                                        i == 1 ? "T." : "",
                                        i - 1,
                                        i == 1 ? "T." : "",
                                        i - 1,
                                        i,
                                        i == 1 ? "T." : "",
                                        i - 1,
                                        i))
                        .collect(Collectors.joining("\n"))),
        FEW_NESTED_LAMBDAS(IntStream.range(0, 6)
                        .mapToObj(i ->
                                "interface F%d<A, B> { B of%d(A a); }\nstatic <A, B> B call(F%d<A, B> f) { return null; }\n"
                                        .formatted(i, i, i))
                        .collect(Collectors.joining())
                + "String start = \"\"\"\n/*\n\"\"\";\n"
                + "static Object x = " + "call(a -> ".repeat(13) + "null" + ")".repeat(13) + ";\n"
                + "String end = \"\"\"\n*/\n\"\"\";"),
        NESTED_FINALLY("static void f() { " + "try { f(); } finally { ".repeat(24) + "}".repeat(24) + " }"),
        NESTED_LAMBDAS("interface F<A, B> { B of(A a); }\n static <A, B> B call(F<A, B> f) { return f.of(null); }\n"
                + "static <A, B> B call(java.util.function.Function<A, B> f, int... more) { return f.apply(null); }\n"
                + "static Object x = " + "call(a -> ".repeat(18) + "null" + ")".repeat(18) + ";"),
        MANY_CLASSES(IntStream.range(0, 1_500)
                .mapToObj(i -> "static class C" + i + " { }")
                .collect(Collectors.joining("\n")));

        private final String members;

        Bomb(String members) {
            this.members = members;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_bomb_costs_a_process_and_not_the_grader(Bomb bomb) throws Exception {
        String text = "package lockstep.threadedsum;\npublic final class ThreadedSum {\n" + bomb.members + "\n}\n";
        long before = System.nanoTime();
        CompileOutcome outcome = COMPILER.compile(
                EXERCISE,
                List.of(new SourceFile(EXERCISE.stubPath(), text)),
                Files.createTempDirectory(scratch, "bomb"));
        assertThat(outcome).isInstanceOf(CompileOutcome.Refused.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(40));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("compiler");
    }
}
