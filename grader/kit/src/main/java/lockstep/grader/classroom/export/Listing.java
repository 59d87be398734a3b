package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The entries of a folder, without what operating systems leave behind. */
public final class Listing {

    private static final Pattern LEFT_BEHIND = Pattern.compile("(?is)\\..*|__MACOSX");
    private static final Pattern FILE_LEFT_BEHIND = Pattern.compile("(?is)Thumbs\\.db|desktop\\.ini|Icon\\r|~\\$.*");
    private static final Pattern NOTE = Pattern.compile("(?is).*\\.(csv|tsv|xlsx?|ods|ya?ml|json|html?|md|log|txt)");
    private static final Pattern ARCHIVE =
            Pattern.compile("(?is).+\\.(zip|tar|tar\\.\\w+|tgz|tbz2?|txz|gz|bz2|xz|zst|rar|7z|zipx)");

    private Listing() {}

    /** Returns the entries, in the order of their names. */
    public static List<Path> of(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !isLeftBehind(child)).sorted().toList();
        }
    }

    private static boolean isLeftBehind(Path entry) {
        return LEFT_BEHIND.matcher(name(entry)).matches()
                || isFile(entry) && FILE_LEFT_BEHIND.matcher(name(entry)).matches();
    }

    /** Returns the entries that are no lists or notes. */
    public static List<Path> withoutNotes(Path folder) throws IOException {
        return of(folder).stream().filter(entry -> !isNote(entry)).toList();
    }

    /** Returns the folders in it; links are none. */
    static List<Path> folders(Path folder) throws IOException {
        return of(folder).stream().filter(Listing::isFolder).toList();
    }

    /** Returns an entry's name in Unicode NFC, whatever system made it. */
    public static String name(Path path) {
        return Normalizer.normalize(String.valueOf(path.getFileName()), Normalizer.Form.NFC);
    }

    public static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    public static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns whether a file is a list or a note, as platforms and instructors put them beside uploads. */
    static boolean isNote(Path path) {
        return isFile(path) && NOTE.matcher(name(path)).matches();
    }

    /** Returns whether a file's name is that of an archive, of any kind. */
    public static boolean isArchive(String name) {
        return ARCHIVE.matcher(name).matches();
    }

    /** Returns a file's name without the ending. */
    public static String stem(String name) {
        String stem = name.replaceFirst("(?is)(\\.tar)?\\.\\w{1,8}$", "");
        return stem.isEmpty() ? name.toLowerCase(Locale.ROOT) : stem;
    }
}
