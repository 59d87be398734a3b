package lockstep.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import java.util.Optional;

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

    /** Returns the name of the folder that it is in. */
    String parentName() {
        Path parent = path.getParent();
        Path name = parent == null ? null : parent.getFileName();
        return name == null ? "" : name.toString();
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    boolean isFolder() {
        return kind == Kind.FOLDER;
    }

    /**
     * Returns the file's text, read leniently: as UTF-8 with other bytes replaced; nothing where it cannot be read.
     *
     * @param most of a larger file this many bytes are read
     */
    Optional<String> text(int most) {
        if (!isFile()) {
            return Optional.empty();
        }
        try {
            return Optional.of(text(read(path, most)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns bytes as text, other bytes than UTF-8's replaced, without a byte order mark. */
    static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
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
