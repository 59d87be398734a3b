package lockstep.grader.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import lockstep.fixture.TracePrinting;
import org.junit.jupiter.api.Test;

class SubstitutesTest {

    /** In whatever way a trace is printed, it has frames of the submission, and none of who calls it. */
    @Test
    void no_trace_names_who_calls() throws Exception {
        List<String> texts = texts();
        assertThat(texts).hasSize(10);
        assertThat(texts)
                .allSatisfy(text -> assertThat(text).doesNotContain("SubstitutesTest", "org.junit"))
                .filteredOn(text -> !text.isEmpty())
                .hasSize(9)
                .allSatisfy(text -> assertThat(text).contains("at lockstep.fixture.TracePrinting"));
    }

    @Test
    void what_is_printed_has_causes_and_what_was_suppressed() throws Exception {
        assertThat(texts())
                .anySatisfy(text -> assertThat(text).contains("Caused by: java.lang.Exception: deepest"))
                .anySatisfy(text -> assertThat(text).contains("\t\tSuppressed: java.lang.Exception: innermost"))
                .anySatisfy(text -> assertThat(text).startsWith("own:").contains("TracePrinting$Own"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts() throws Exception {
        Map<String, byte[]> classes = new TreeMap<>();
        for (String name : Stream.of("", "$Printing", "$Usual", "$Below", "$Own")
                .map(nested -> TracePrinting.class.getName() + nested)
                .toList()) {
            classes.put(name, bytes(name));
        }
        Map<String, byte[]> replaced = Substitutes.in(classes);
        ClassLoader loader = new ClassLoader(SubstitutesTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                byte[] bytes = replaced.get(name);
                Class<?> known = findLoadedClass(name);
                return known != null
                        ? known
                        : bytes != null ? defineClass(name, bytes, 0, bytes.length) : super.loadClass(name, resolve);
            }
        };
        Class<?> type = loader.loadClass(TracePrinting.class.getName());
        return (List<String>)
                type.getMethod("texts").invoke(type.getConstructor().newInstance());
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = SubstitutesTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
