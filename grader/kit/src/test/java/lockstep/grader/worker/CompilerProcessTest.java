package lockstep.grader.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.compile.CompileOutcome;
import lockstep.grader.compile.DirectCompiler;
import lockstep.grader.compile.SubmissionCompiler;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.worker.child.CompilerMain;
import lockstep.grader.worker.protocol.CompilerRequest;
import lockstep.grader.worker.protocol.Frames;
import lockstep.grader.worker.protocol.RecordCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompilerProcessTest {

    private static final Exercise EXERCISE =
            AllExercises.catalog().find("threadedsum").orElseThrow();
    private static final Path MISTAKES = Path.of("src/test/submissions-intake/compile");

    /** A large stack and a fast machine bring the compiler to their ends. */
    private static final Set<Bomb> MAY_END =
            EnumSet.of(Bomb.NESTED_PARENTHESES, Bomb.FEW_NESTED_LAMBDAS, Bomb.NESTED_LAMBDAS);

    /** Of a test before, one may still be on its way out. */
    private final Set<ProcessHandle> earlierChildren = children().collect(Collectors.toSet());

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
        TYPES_THAT_DOUBLE("static class P<A, B> { }\nstatic <T> P<T, T> pair(T t) { return null; }\n"
                + "static void f() {\nvar a0 = pair(1);\n"
                + IntStream.range(1, 40)
                        .mapToObj(i -> "var a%d = pair(a%d);\n".formatted(i, i - 1))
                        .collect(Collectors.joining())
                + "String s = a39; }"),
        TYPES_THAT_EXPAND("interface N<Z> { }\nstatic class C<X> implements N<N<? super C<C<X>>>> { }\n"
                + "static N<? super C<Byte>> cast(C<Byte> c) { return c; }"),
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
    void a_bomb_costs_its_process_and_nobody_else(Bomb bomb) throws Exception {
        try (CompilerProcess process = CompilerProcess.start(Duration.ofSeconds(3))) {
            SubmissionCompiler compiler = new SubmissionCompiler(process);
            assertThat(refusal(compile(compiler, "int"))).contains("It does not compile");
            ProcessHandle first = onlyChild();
            String refusal = refusal(compile(compiler, bomb.members));
            if (!MAY_END.contains(bomb)) {
                assertThat(refusal).contains("The compiler gave up");
            }
            if (refusal.contains("The compiler gave up")) {
                first.onExit().get(10, TimeUnit.SECONDS);
            }
            assertThat(refusal(compile(compiler, "int"))).contains("It does not compile");
        }
    }

    @Test
    void a_process_that_is_killed_between_two_compilations_is_replaced() throws Exception {
        try (CompilerProcess process = CompilerProcess.start()) {
            SubmissionCompiler compiler = new SubmissionCompiler(process);
            // The first time before it has come up.
            for (int i = 0; i < 3; i++) {
                ProcessHandle child = onlyChild();
                child.destroyForcibly();
                child.onExit().get(10, TimeUnit.SECONDS);
                assertThat(refusal(compile(compiler, "int"))).contains("It does not compile");
            }
        }
    }

    @Test
    void the_process_ends_with_whoever_started_it_whatever_the_compiler_does() throws Exception {
        Process process = ChildProcesses.start(CompilerMain.class, List.of());
        Path api = Files.createDirectories(scratch.resolve("api"));
        byte[] request = RecordCodec.encode(
                CompilerRequest.class,
                CompilerRequest.Examine.of(EXERCISE, List.of(source(Bomb.NESTED_FINALLY.members)), api));
        Frames.write(process.getOutputStream(), CompilerMain.GREETING + 1, request);
        assertThat(Frames.read(process.getInputStream(), CompilerMain.GREETING)).isEmpty();
        process.getOutputStream().close();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_it_says_is_what_the_compiler_says_in_this_jvm() throws Exception {
        try (CompilerProcess process = CompilerProcess.start();
                Stream<Path> folders = Files.list(MISTAKES)) {
            for (Path folder : folders.toList()) {
                List<SourceFile> sources = sources(folder);
                assertThat(outcome(new SubmissionCompiler(process), sources))
                        .as(folder.toString())
                        .isEqualTo(outcome(new SubmissionCompiler(new DirectCompiler()), sources));
            }
        }
    }

    private static String refusal(CompileOutcome outcome) {
        return ((CompileOutcome.Refused) outcome).finding().message();
    }

    private ProcessHandle onlyChild() {
        List<ProcessHandle> children =
                children().filter(child -> !earlierChildren.contains(child)).toList();
        assertThat(children).hasSize(1);
        return children.get(0);
    }

    private static Stream<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"));
    }

    private CompileOutcome compile(SubmissionCompiler compiler, String members) throws IOException {
        return outcome(compiler, List.of(source(members)));
    }

    private CompileOutcome outcome(SubmissionCompiler compiler, List<SourceFile> sources) throws IOException {
        return compiler.compile(EXERCISE, sources, Files.createTempDirectory(scratch, "sources"));
    }

    private static SourceFile source(String members) {
        String text = "package lockstep.threadedsum;\npublic final class ThreadedSum {\n" + members + "\n}\n";
        return new SourceFile(EXERCISE.stubPath(), text);
    }

    private static List<SourceFile> sources(Path folder) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.java")) {
            for (Path file : files) {
                sources.add(new SourceFile("lockstep/threadedsum/" + file.getFileName(), Files.readString(file)));
            }
        }
        return sources;
    }
}
