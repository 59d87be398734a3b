package lockstep.grader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    Path folder;

    @Test
    void replaces_a_file_and_leaves_nothing_beside_it() throws Exception {
        Path target = folder.resolve("a/b/feedback.json");
        OutputFile.write(target, "one");
        OutputFile.write(target, "two é");

        assertThat(target).hasContent("two é");
        try (Stream<Path> files = Files.list(target.getParent())) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void who_writes_something_new_first_is_not_overwritten_with_links_or_without() throws Exception {
        // A zip file is a file system that has no links.
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("new.zip"), Map.of("create", "true"))) {
            for (Path root : List.of(folder, zip.getPath("/"))) {
                Path target = root.resolve("a").resolve("seed");
                assertThat(OutputFile.writeNew(target, "one")).isTrue();
                assertThat(OutputFile.writeNew(target, "two")).isFalse();
                assertThat(Files.readString(target)).isEqualTo("one");
                try (Stream<Path> files = Files.list(target.getParent())) {
                    assertThat(files.map(Path::toString)).containsExactly(target.toString());
                }
            }
        }
    }

    @Test
    void a_folder_as_target_is_named() {
        assertThatThrownBy(() -> OutputFile.write(folder, "x"))
                .isInstanceOf(OutputFile.UnwritableException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("folder");
    }

    @Test
    void a_file_in_the_way_of_a_folder_is_named() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> OutputFile.write(file.resolve("feedback.json"), "x"))
                .isInstanceOf(OutputFile.UnwritableException.class)
                .hasMessageContaining("not a folder");
        assertThat(file).hasContent("x");
    }

    @Test
    void a_link_stays_a_link() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        OutputFile.write(link, "new");

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).hasContent("new");
    }

    @Test
    void output_that_does_not_get_through_is_told() {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        assertThatThrownBy(() -> OutputFile.print(full, "feedback"))
                .isInstanceOf(OutputFile.UnwritableException.class)
                .hasMessageContaining("standard output");
    }
}
