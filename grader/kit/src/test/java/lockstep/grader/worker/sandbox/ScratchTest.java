package lockstep.grader.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @Test
    void what_a_killed_grader_left_behind_goes_with_a_later_one() throws IOException {
        Path forgotten = leave("lockstep-worker", Duration.ofDays(3));
        Path recent = leave("lockstep-worker", Duration.ofDays(1));
        Path foreign = leave("lockstep-notes-of-mine", Duration.ofDays(3));
        try {
            Scratch.open("lockstep-later").close();
            assertThat(forgotten).doesNotExist();
            assertThat(recent).isNotEmptyDirectory();
            assertThat(foreign).isNotEmptyDirectory();
        } finally {
            Scratch.delete(forgotten);
            Scratch.delete(recent);
            Scratch.delete(foreign);
        }
    }

    private static Path leave(String prefix, Duration ago) throws IOException {
        Path folder = Files.createTempDirectory(prefix);
        Files.writeString(Files.createDirectory(folder.resolve("classes")).resolve("A.class"), "x");
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(ago)));
        return folder;
    }

    @Test
    void deleting_follows_no_links(@TempDir Path home) throws IOException {
        Path kept = Files.writeString(home.resolve("kept.txt"), "x");
        Path folder;
        try (Scratch scratch = Scratch.open("lockstep")) {
            folder = scratch.folder();
            Files.createSymbolicLink(folder.resolve("link"), home);
        }
        assertThat(folder).doesNotExist();
        assertThat(kept).exists();
    }
}
