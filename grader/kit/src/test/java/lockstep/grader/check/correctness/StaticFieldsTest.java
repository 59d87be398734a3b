package lockstep.grader.check.correctness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import javax.tools.ToolProvider;
import lockstep.grader.verdict.SourceLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticFieldsTest {

    @TempDir
    Path folder;

    /** Returns the line of the field that is found in a class of these lines, from 1. */
    private OptionalInt found(String... lines) throws Exception {
        Path source = folder.resolve("C.java");
        Files.writeString(source, "class C { " + String.join("\n", lines) + "}");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-g", "-d", folder.toString(), source.toString()))
                .isZero();
        Optional<SourceLocation> one = StaticFields.oneIn(folder);
        one.ifPresent(line -> assertThat(line.file()).isEqualTo("C.java"));
        return one.isPresent() ? OptionalInt.of(one.get().line()) : OptionalInt.empty();
    }

    @Test
    void what_changes_is_found_where_it_is_declared_or_put() throws Exception {
        assertThat(found("", "static long total = 7;", "void add() { total++; }"))
                .hasValue(2);
        assertThat(found("", "static long total;", "void add() { total++; }")).hasValue(3);
        assertThat(found("static final java.util.List<String> ALL = new java.util.ArrayList<>();"))
                .hasValue(1);
    }

    @Test
    void what_does_not_change_is_not_found() throws Exception {
        assertThat(found(
                        "static final String NAME = new String(\"x\");",
                        "static final int LIMIT = Integer.getInteger(\"x\", 3);",
                        "static final Runnable NOTHING = () -> {};",
                        "static final java.time.Duration LONG = java.time.Duration.ofDays(1);",
                        "enum Kind { ONE, TWO }",
                        "final java.util.List<String> own = new java.util.ArrayList<>();"))
                .isEmpty();
    }

    @Test
    void a_lock_and_a_counter_come_last() throws Exception {
        assertThat(found(
                        "static final Object LOCK = new Object();",
                        "static final java.util.concurrent.atomic.AtomicInteger NEXT ="
                                + " new java.util.concurrent.atomic.AtomicInteger();",
                        "static final java.util.Set<String> ALL = new java.util.HashSet<>();"))
                .hasValue(3);
        assertThat(found("", "static final Object LOCK = new Object();")).hasValue(2);
    }
}
