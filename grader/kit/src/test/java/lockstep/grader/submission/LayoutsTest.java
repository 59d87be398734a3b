package lockstep.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.Exercise;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of each folder in {@code submissions-intake/layouts.txt}; build tools' files cannot lie in a repository. */
final class LayoutsTest {

    private static final Exercise COUNTER =
            AllExercises.catalog().find("lockedcounter").orElseThrow();

    private static final String CLASS = "public final class LockedCounter { }\n";
    private static final String RIGHT = "// mine\npackage lockstep.lockedcounter;\n\n" + CLASS;
    private static final String SHIPPED =
            KitFiles.text("src/main/java/" + COUNTER.stubPath()).orElseThrow();
    private static final Map<String, String> CONTENTS = Map.ofEntries(
            Map.entry("right", RIGHT),
            Map.entry("renamed", SHIPPED.replace("LockedCounter", "MyCounter").replace("not written yet", "written")),
            Map.entry("other", RIGHT.replace("{ }", "{ int another; }")),
            Map.entry("no-package", "import java.util.List;\n" + CLASS),
            Map.entry("other-package", "package com.student.hw;\n" + CLASS),
            Map.entry("other-class", RIGHT.replace("class LockedCounter", "class Counter")),
            Map.entry("test", "package lockstep.lockedcounter;\nimport org.junit.Test;\nclass LockedCounterTest { }\n"),
            Map.entry("main", "public class Main { public static void main(String[] args) { } }\n"),
            Map.entry("kit", "<project><modules><module>exercises</module></modules></project>"),
            Map.entry("shipped", SHIPPED),
            Map.entry("", "x"));

    @TempDir
    private Path top;

    record Layout(String name, List<String> files, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Layout> layouts() throws IOException {
        List<Layout> layouts = new ArrayList<>();
        for (String section : Files.readString(Path.of("src/test/submissions-intake/layouts.txt"))
                .split("(?m)^== ")) {
            List<String> lines = section.lines().filter(line -> !line.isBlank()).toList();
            if (!lines.get(0).startsWith("#")) {
                String last = lines.get(lines.size() - 1);
                layouts.add(new Layout(lines.get(0), lines.subList(1, lines.size() - 1), last.replace("=> ", "")));
            }
        }
        assertThat(layouts).hasSizeGreaterThan(30);
        return layouts;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void every_layout_is_graded_or_told_what_it_lacks(Layout layout) throws IOException {
        for (String line : layout.files()) {
            String[] file = line.split(": ");
            Path path = top.resolve(file[0]);
            Files.createDirectories(path.getParent());
            Files.writeString(path, CONTENTS.get(file.length == 1 ? "" : file[1]));
        }
        String[] expected = layout.expected().split(" ", 2);
        IntakeOutcome outcome = new SubmissionReader(List.of(COUNTER), IntakeLimits.standard()).read(top);
        String told = outcome.fold(
                read -> {
                    Submission submission = read.submission();
                    Submission.Part part = submission.parts().get(COUNTER.id());
                    if (part instanceof Submission.Sources sources) {
                        assertThat(sources.files())
                                .containsExactly(new SourceFile(
                                        COUNTER.stubPath(),
                                        layout.files().stream().anyMatch(file -> file.endsWith(": right"))
                                                ? RIGHT
                                                : "package lockstep.lockedcounter; " + CONTENTS.get("no-package")));
                        return "graded " + submission.places().get(COUNTER.stubPath()) + "\n" + submission.remarks();
                    }
                    assertThat(submission.remarks()).isEmpty();
                    return part instanceof Submission.Rejected rejected
                            ? "refused " + rejected.problems()
                                    + rejected.problems().get(0).remedy()
                            : "not-submitted";
                },
                unusable -> "unusable " + unusable.problem());
        assertThat(told).startsWith(expected[0]);
        String[] parts = expected.length == 1 ? new String[0] : expected[1].split(" \\| ");
        Stream.of(parts).forEach(part -> assertThat(told).contains(part));
        if (expected[0].equals("graded")) {
            assertThat(told).startsWith("graded " + parts[0] + "\n");
            assertThat(told.endsWith("\n[]")).isEqualTo(parts.length == 1);
        }
    }
}
