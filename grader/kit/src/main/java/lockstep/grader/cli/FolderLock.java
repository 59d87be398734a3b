package lockstep.grader.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into a folder, which one run at a time has, or several that get along. The operating system takes it back when the process ends,
 * however it ends; a file system that knows no locks gives it to everybody.
 */
final class FolderLock implements AutoCloseable {

    private final @Nullable FileChannel channel;

    private FolderLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param file holds the lock and says who has it; is made where it is missing, and stays
     * @return nothing where another run has it
     */
    static Optional<FolderLock> take(Path file) throws IOException {
        return take(file, false);
    }

    /** Takes the lock as one of several that get along with each other; nothing where a run has it for itself. */
    static Optional<FolderLock> takeShared(Path file) throws IOException {
        return take(file, true);
    }

    private static Optional<FolderLock> take(Path file, boolean shared) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            if (!shared) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
            }
            return Optional.of(new FolderLock(channel));
        } catch (OverlappingFileLockException e) {
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            channel.close();
            return Optional.of(new FolderLock(null));
        }
    }

    /** Returns the number of the process that has the lock, as far as the file tells. */
    static String holder(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.matches("\\d{1,10}") ? "process " + text : "another process";
        } catch (IOException e) {
            return "another process";
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
