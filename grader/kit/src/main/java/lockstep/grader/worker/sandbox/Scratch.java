package lockstep.grader.worker.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A folder for a while, gone when it is closed and when the JVM ends by a signal. */
public final class Scratch implements AutoCloseable {

    private static final Duration LONGEST_RUN = Duration.ofDays(2);

    /** A prefix and what the JDK puts behind it; a folder that somebody has named so is not met by chance. */
    private static final Pattern NAME = Pattern.compile("lockstep-?[a-z]*[0-9]{12,}");

    private final Path folder;
    private final Thread onExit;

    private Scratch(Path folder) {
        this.folder = folder;
        this.onExit = new Thread(this::deleteAsFarAsPossible, "scratch-cleaner");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /** Makes a folder that only its owner can enter. */
    public static Scratch open(String prefix) {
        try {
            Path folder = Files.createTempDirectory(prefix);
            deleteForgotten(folder);
            return new Scratch(folder);
        } catch (IOException e) {
            throw unusable(System.getProperty("java.io.tmpdir"), e);
        }
    }

    /** Makes a folder from which student code may read what it knows the name of, even where it runs as another user. */
    public static Scratch openToStudents(String prefix) {
        Scratch scratch = open(prefix);
        if ("root".equals(System.getProperty("user.name"))) {
            try {
                // Student code runs as nobody then, who must reach its classes; the folder's name is a secret enough.
                Files.setPosixFilePermissions(scratch.folder, PosixFilePermissions.fromString("rwx--x--x"));
            } catch (IOException e) {
                throw unusable(scratch.folder, e);
            }
        }
        return scratch;
    }

    /** A grader that is killed leaves its folders behind, and no grader runs for days. */
    private static void deleteForgotten(Path latest) throws IOException {
        Instant longAgo = Files.getLastModifiedTime(latest).toInstant().minus(LONGEST_RUN);
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(
                latest.resolveSibling(""),
                each -> NAME.matcher(each.getFileName() + "").matches())) {
            for (Path each : beside) {
                FileTime touched = Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS);
                if (touched.toInstant().isBefore(longAgo) && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    delete(each);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It may be another user's, or another grader is deleting it, too.
            return;
        }
    }

    public Path folder() {
        return folder;
    }

    /** Makes a new folder in it. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static UncheckedIOException unusable(Object where, IOException cause) {
        return new UncheckedIOException("no scratch folder can be made in " + where, cause);
    }

    @Override
    public void close() {
        deleteAsFarAsPossible();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook runs anyway, on an empty folder.
            return;
        }
    }

    private void deleteAsFarAsPossible() {
        try {
            delete(folder);
        } catch (IOException e) {
            // A process that is just ending may still hold a file; the system's own cleaning of temporary files takes
            // it.
            return;
        }
    }

    /** Deletes a folder and what is in it, without following links; one that does not exist is deleted already. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
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
    }
}
