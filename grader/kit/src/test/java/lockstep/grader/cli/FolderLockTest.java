package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir
    Path temp;

    @Test
    void one_run_at_a_time_has_the_folder() throws IOException {
        Path file = temp.resolve("report/.lock");
        try (FolderLock lock = FolderLock.take(file).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(FolderLock.take(file)).isEmpty();
            assertThat(FolderLock.holder(file))
                    .isEqualTo("process " + ProcessHandle.current().pid());
        }
        FolderLock.take(file).orElseThrow().close();
        assertThat(FolderLock.holder(Files.writeString(file, "\u001b[2Jhello"))).isEqualTo("another process");
    }
}
