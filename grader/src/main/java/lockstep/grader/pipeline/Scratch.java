package lockstep.grader.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A folder of one grading run, gone when it is closed and when the JVM ends by a signal. */
final class Scratch implements AutoCloseable {

    private final Path folder;
    private final Thread onExit;

    private Scratch(Path folder) {
        this.folder = folder;
        this.onExit = new Thread(() -> delete(folder), "scratch-cleaner");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    static Scratch open() {
        try {
            Path folder = Files.createTempDirectory("lockstep-");
            if ("root".equals(System.getProperty("user.name"))) {
                // Student code runs as nobody then, who must reach its classes; the folder's name is a secret enough.
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            }
            return new Scratch(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no scratch folder can be made in " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    /** Makes a new folder in it. */
    Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("no scratch folder can be made in " + folder, e);
        }
    }

    @Override
    public void close() {
        delete(folder);
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook runs anyway, on an empty folder.
            return;
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // A worker that is just ending may still hold a file; the system's own cleaning of temporary files takes
            // it.
            return;
        }
    }
}
