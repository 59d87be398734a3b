package lockstep.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A name in a folder and what is there, links not followed. */
record FolderEntry(Path path, Kind kind) {

    /** What a name stands for. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** A device, a pipe, a socket. */
        SPECIAL,
        MISSING,
        UNREADABLE;

        /** Returns the word by which messages call it. */
        String word() {
            return switch (this) {
                case FILE -> "a file";
                case FOLDER -> "a folder";
                case LINK -> "a symbolic link, which is not followed";
                case SPECIAL -> "neither a file nor a folder";
                case MISSING -> "nothing";
                case UNREADABLE -> "something that may not be read (its permissions)";
            };
        }
    }

    static FolderEntry of(Path path) {
        return new FolderEntry(path, kindOf(path));
    }

    String name() {
        return path.getFileName().toString();
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    boolean isFolder() {
        return kind == Kind.FOLDER;
    }

    /**
     * Returns what the folder holds, sorted by name.
     *
     * @param most reading stops after this many and one more
     */
    static List<FolderEntry> list(Path folder, int most) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path path : stream) {
                paths.add(path);
                if (paths.size() > most) {
                    break;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        paths.sort(Comparator.comparing(path -> path.getFileName().toString()));
        return paths.stream().map(FolderEntry::of).toList();
    }

    /**
     * Returns a file's bytes.
     *
     * @param most reading stops after this many and one more
     */
    static byte[] read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(most + 1);
        }
    }

    private static Kind kindOf(Path path) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                return Kind.LINK;
            }
            if (attributes.isDirectory()) {
                return Kind.FOLDER;
            }
            return attributes.isRegularFile() ? Kind.FILE : Kind.SPECIAL;
        } catch (NoSuchFileException e) {
            return Kind.MISSING;
        } catch (IOException e) {
            // "x/y" where x is a file comes here too; nobody can read that either.
            return Kind.UNREADABLE;
        }
    }
}
