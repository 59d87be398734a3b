package lockstep.grader.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file whole or not at all: to a file beside the target, which then takes the target's place.
 *
 * <p>Missing folders are made. What is no regular file, such as {@code /dev/stdout}, is written to directly.
 */
public final class OutputFile {

    private static final int MOST_TRIES = 100;

    private OutputFile() {}

    /** A target that cannot be written; the message says which, and why. */
    public static final class UnwritableException extends IOException {
        private static final long serialVersionUID = 1;

        UnwritableException(Object target, String why) {
            super("cannot write " + target + ": " + why);
        }
    }

    /** Prints the text and makes sure that it got through. */
    public static void print(PrintStream stream, String text) throws UnwritableException {
        stream.print(text);
        if (stream.checkError()) {
            throw new UnwritableException("to standard output", "its reader is gone or its device is full");
        }
    }

    /** Writes the text in UTF-8. */
    public static void write(Path target, String text) throws UnwritableException {
        write(target, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the bytes. */
    public static void write(Path target, byte[] bytes) throws UnwritableException {
        try {
            if (Files.isDirectory(target)) {
                throw new UnwritableException(target, "it is a folder");
            } else if (Files.exists(target) && !Files.isRegularFile(target)) {
                Files.write(target, bytes);
            } else {
                // A link stays a link: the file that it names is replaced.
                replace(Files.exists(target) ? target.toRealPath() : target.toAbsolutePath(), bytes);
            }
        } catch (UnwritableException e) {
            throw e;
        } catch (IOException e) {
            throw new UnwritableException(target, why(e));
        } catch (SecurityException e) {
            throw new UnwritableException(target, "not permitted");
        }
    }

    /**
     * Writes the text where nobody has written anything yet.
     *
     * @return false if the target is there; then it is as it was
     */
    public static boolean writeNew(Path target, String text) throws UnwritableException {
        Path folder = target.toAbsolutePath().getParent();
        try {
            if (folder == null || Files.exists(target)) {
                return false;
            }
            Files.createDirectories(folder);
            Path temporary = beside(target, folder, text.getBytes(StandardCharsets.UTF_8));
            try {
                Files.createLink(target, temporary);
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (FileSystemException | UnsupportedOperationException e) {
                // A file system without links; who is a moment later finds the file.
                Files.move(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnwritableException e) {
            throw e;
        } catch (IOException e) {
            throw new UnwritableException(target, why(e));
        }
    }

    private static void replace(Path target, byte[] bytes) throws IOException {
        Path folder = target.getParent();
        if (folder == null) {
            throw new UnwritableException(target, "it is a folder");
        }
        Files.createDirectories(folder);
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new UnwritableException(target, "it is write-protected");
        }
        Path temporary = null;
        try {
            temporary = beside(target, folder, bytes);
            move(temporary, target);
        } finally {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /** The first free name of a row: unlike the JDK's temporary files, such a file has the user's usual permissions. */
    private static Path beside(Path target, Path folder, byte[] bytes) throws IOException {
        for (int i = 1; i <= MOST_TRIES; i++) {
            Path temporary = folder.resolve("." + target.getFileName() + "." + i + ".tmp");
            try {
                Files.write(temporary, new byte[0], StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException taken) {
                continue;
            }
            try {
                Files.write(temporary, bytes);
                return temporary;
            } catch (IOException e) {
                Files.deleteIfExists(temporary);
                throw e;
            }
        }
        throw new UnwritableException(
                target, MOST_TRIES + " unfinished files lie beside it; remove ." + target.getFileName() + ".*.tmp");
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String why(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        } else if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        } else if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return ((FileSystemException) e).getFile() + " is not a folder";
        } else if (e instanceof FileSystemException other && other.getReason() != null) {
            return String.valueOf(other.getReason());
        }
        String message = e.getMessage();
        String kind = e.getClass().getSimpleName();
        return message == null ? kind : e.getClass() == IOException.class ? message : kind + ": " + message;
    }
}
