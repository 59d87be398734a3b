package lockstep.grader.classroom;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import lockstep.grader.classroom.ArchiveLimits.Excess;
import lockstep.grader.report.render.Shown;
import lockstep.grader.worker.sandbox.Scratch;

/**
 * A zip file by a stranger.
 *
 * <p>Its own claims about sizes are not believed: what comes out is counted. A link, a name that leads elsewhere, and more
 * than the limits are refused as a whole, with a message; in the archive of a class they are left out. Harmless habits of the
 * programs that make such files are not: names with backslashes (Windows PowerShell 5.1), names that begin with {@code ./}
 * (bsdtar), names in the encoding of an old Windows ({@link ZipDirectory}).
 *
 * <p>What is not graded lies beside, and counts for no limit: the folders of git, of build tools and editors are not
 * unpacked, but for the commit and some compiled classes, which are told; nor are large files that hold no source. A name
 * that a file cannot have costs that entry: no class is named so.
 *
 * @param file the zip file
 * @param zone where its times are from: most zip files tell the time of a clock only
 */
record Archive(Path file, ArchiveLimits limits, ZoneId zone) {

    private static final Pattern OF_TOOLS = Pattern.compile(
            "(?:\\.git|\\.svn|\\.hg|\\.idea|\\.vscode|\\.settings|\\.metadata|\\.gradle|\\.m2|\\.cache|\\.venv|node_modules|__MACOSX)");
    private static final Set<String> OF_BUILDS = Set.of("target", "build", "bin", "out", "dist");
    private static final Pattern COMMIT = Pattern.compile("(?:.*/)?\\.git/(?:HEAD|packed-refs|refs/heads/.*)");
    private static final Pattern BUILT = Pattern.compile("(?i).*\\.(?:class|java|kt)");
    private static final Pattern SOURCE = Pattern.compile("(?i).*\\.(?:java|kts?|txt|zip)");

    /** How many files of build tools are unpacked, so that a class without its source can be told. */
    private static final int MOST_BUILT = 500;

    private static final long MOST_BUILT_BYTES = 256L << 10;

    /** Deflate packs zeroes 1,000 to 1, text by 10, and the logs and dumps of programs by up to 100 or so. */
    private static final long BOMB = 200;

    /** No bomb, whatever it is packed to, in bytes. */
    private static final long SMALL = 20L << 20;

    /** Of Linux and macOS, in bytes; Windows counts characters, of which there are no more. */
    private static final int MOST_OF_NAME = 255;

    private static final int MOST_AROUND = 5;

    private static final int MOST_OF_PATH = 1_000;

    /** What is left of a file that must not cost others their grades: more than any source may have. */
    private static final long CUT = 1L << 20;

    /** An archive that is not unpacked; the message says why: "it" goes before. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** An entry and where it goes to. */
    private record Item(ZipDirectory.Entry told, ZipEntry entry, Path target) {

        boolean isZip() {
            return told.name().toLowerCase(Locale.ROOT).endsWith(".zip");
        }

        boolean isSource() {
            return SOURCE.matcher(told.name()).matches();
        }

        boolean isBomb() {
            return told.size() > SMALL && told.size() > BOMB * told.packed();
        }
    }

    /**
     * What came out.
     *
     * @param newest when the newest file was last changed, where it tells
     * @param entries files and folders
     * @param bytes of all files
     * @param leftOut what was left out of the archive of a class, and why: "it" goes before
     */
    record Unpacked(Optional<Instant> newest, int entries, long bytes, List<String> leftOut) {
        public Unpacked {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** Returns whether an entry lies in a folder of tools or of builds, where nothing is graded. */
    static boolean isPassedOver(String name) {
        return isBelow(name, OF_TOOLS.asMatchPredicate().or(OF_BUILDS::contains));
    }

    /** Returns whether a file has the name of such an archive. */
    static boolean isNamed(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /**
     * Unpacks what may be graded.
     *
     * @param target a folder that does not exist; nor does it after a refusal
     */
    Unpacked unpack(Path target) throws IOException {
        boolean done = false;
        try {
            Unpacked out = unpackInto(target);
            done = true;
            return out;
        } finally {
            if (!done) {
                Scratch.delete(target);
            }
        }
    }

    private Unpacked unpackInto(Path target) throws IOException {
        ZipDirectory directory = ZipDirectory.of(file);
        // Every byte is a character in this encoding; the names are taken from the directory.
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            List<String> leftOut = new ArrayList<>();
            List<Item> items =
                    items(directory, zip, Files.createDirectories(target).toRealPath(), leftOut);
            return write(items, zip, leftOut);
        } catch (ZipException e) {
            throw new RefusedException("is no readable zip file (" + e.getMessage() + ")");
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException("has two entries of one name");
        } catch (IllegalArgumentException e) {
            throw new RefusedException("has names in no known encoding");
        }
    }

    /**
     * Returns what is to be unpacked, the sources first, or refuses the archive before any file is written.
     *
     * @param leftOut gets what is left out in place of a refusal; whose it was keeps a folder, and so does not disappear
     */
    private List<Item> items(ZipDirectory directory, ZipFile zip, Path root, List<String> leftOut) throws IOException {
        List<? extends ZipEntry> entries = zip.stream().toList();
        if (entries.size() != directory.entries().size()) {
            throw new RefusedException("has a directory of files that cannot be read");
        }
        boolean ofClass = limits.excess() == Excess.CUT;
        int level = ofClass ? studentsLevel(directory) : 0;
        List<Item> items = new ArrayList<>();
        Map<String, Integer> built = new HashMap<>();
        Map<String, Integer> files = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            ZipDirectory.Entry told = directory.entries().get(i);
            String student = top(told.name(), level);
            try {
                Optional<Path> path = within(root, told.name());
                String below = told.name().substring(student.length());
                boolean isBuilt = isBelow(below, OF_BUILDS::contains);
                if (path.isEmpty()
                        || isBesideTheWork(told, below, isBuilt)
                        || isBuilt && built.merge(student, 1, Integer::sum) > MOST_BUILT) {
                    continue;
                }
                if (told.link()) {
                    throw new RefusedException(
                            "has the symbolic link \"" + Shown.line(told.name()) + "\", which is not followed");
                }
                if (files.merge(student, 1, Integer::sum) > limits.entries()) {
                    throw new RefusedException("has more than " + limits.entries() + " files");
                }
                items.add(new Item(told, entries.get(i), path.get()));
            } catch (RefusedException e) {
                // One student's entry is not the others' fault.
                if (!ofClass) {
                    throw e;
                }
                if (files.getOrDefault(student, 0) <= limits.entries() + 1) {
                    leftOut.add(e.getMessage());
                    keepFolder(root, student);
                }
            }
        }
        refuseBomb(items);
        items.sort(Comparator.comparing(item -> !item.isSource()));
        return items;
    }

    private static void keepFolder(Path root, String student) throws IOException {
        try {
            Optional<Path> folder = within(root, student);
            if (folder.isPresent()) {
                Files.createDirectories(folder.get());
            }
        } catch (RefusedException e) {
            // It has no folder within.
        }
    }

    /** Below so many folders, all students' but for the last, lies what one student handed in. */
    private static int studentsLevel(ZipDirectory directory) {
        int level = 1;
        while (level < MOST_AROUND) {
            int around = level;
            List<String> tops = directory.entries().stream()
                    .map(told -> top(told.name(), around))
                    .filter(top -> !top.isEmpty() || around > 1)
                    .distinct()
                    .limit(2)
                    .toList();
            if (tops.size() != 1 || tops.get(0).isEmpty()) {
                return level;
            }
            level++;
        }
        return level;
    }

    /** Returns the first folders of a name, with the slash; all of them where it has fewer. */
    private static String top(String name, int folders) {
        int end = 0;
        for (int i = 0; i < folders && name.indexOf('/', end) >= 0; i++) {
            end = name.indexOf('/', end) + 1;
        }
        return name.substring(0, end);
    }

    private static boolean isBesideTheWork(ZipDirectory.Entry told, String below, boolean isBuilt) {
        return isBelow(below, OF_TOOLS.asMatchPredicate())
                        && !COMMIT.matcher(told.name()).matches()
                || isBuilt
                        && (told.size() > MOST_BUILT_BYTES
                                || !BUILT.matcher(told.name()).matches());
    }

    private static boolean isBelow(String name, Predicate<String> folder) {
        int last = name.lastIndexOf('/');
        return last >= 0 && Stream.of(name.substring(0, last).split("/")).anyMatch(folder);
    }

    /** Refuses a bomb before anything is written: in a class's archive, where nothing else is in it. */
    private void refuseBomb(List<Item> items) throws RefusedException {
        long size = items.stream().mapToLong(item -> item.told().size()).sum();
        long packed = items.stream().mapToLong(item -> item.told().packed()).sum();
        boolean alone = items.stream().filter(Item::isSource).allMatch(Item::isBomb);
        if (size > ArchiveLimits.ofStudent().totalBytes()
                && size > BOMB * packed
                && (limits.excess() == Excess.REFUSED || alone)) {
            throw tooMuch(items.stream()
                    .max(Comparator.comparingLong(item -> item.told().size()))
                    .orElseThrow());
        }
    }

    private Unpacked write(List<Item> items, ZipFile zip, List<String> leftOut) throws IOException {
        long left = limits.totalBytes();
        List<Instant> times = new ArrayList<>();
        for (Item item : items) {
            if (item.told().name().endsWith("/")) {
                Files.createDirectories(item.target());
                continue;
            }
            boolean cut = limits.excess() == Excess.CUT
                    && (item.told().size() > limits.fileBytes()
                            || item.isBomb()
                            || item.told().size() > SMALL && !item.isZip());
            // Half is for sources: what lies beside them must not take their place.
            long room = item.isSource() ? left : left - limits.totalBytes() / 2;
            long most = Math.min(room, cut ? CUT : limits.fileBytes());
            if (item.told().size() > most && !cut && !item.isSource()) {
                continue;
            }
            Files.createDirectories(item.target().getParent());
            try (InputStream in = zip.getInputStream(item.entry())) {
                left -= copy(in, item, most, cut);
            }
            changed(item.entry()).ifPresent(times::add);
        }
        return new Unpacked(times.stream().max(Instant::compareTo), items.size(), limits.totalBytes() - left, leftOut);
    }

    /** Without a field of its own for an instant, an entry has only what a clock on the wall said. */
    private Optional<Instant> changed(ZipEntry entry) {
        if (entry.getTime() <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                hasInstant(entry)
                        ? entry.getLastModifiedTime().toInstant()
                        : entry.getTimeLocal().atZone(zone).toInstant());
    }

    /** Fields 0x5455 and 0x000A, extended timestamp and NTFS: see the ZIP specification (APPNOTE.TXT), 4.5.5, and Info-ZIP's. */
    private static boolean hasInstant(ZipEntry entry) {
        byte[] extra = entry.getExtra();
        int at = 0;
        while (extra != null && at + 4 <= extra.length) {
            ByteBuffer field = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
            int tag = Short.toUnsignedInt(field.getShort(at));
            if (tag == 0x5455 || tag == 0x000a) {
                return true;
            }
            at += 4 + Short.toUnsignedInt(field.getShort(at + 2));
        }
        return false;
    }

    private static long copy(InputStream in, Item item, long most, boolean cut) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long copied = 0;
        try (OutputStream out = Files.newOutputStream(item.target(), StandardOpenOption.CREATE_NEW)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (copied + n > most) {
                    if (cut) {
                        break;
                    }
                    throw tooMuch(item);
                }
                copied += n;
                out.write(buffer, 0, n);
            }
        }
        return copied;
    }

    private static RefusedException tooMuch(Item item) {
        return new RefusedException("has more than it may hold when it is unpacked (at "
                + Shown.line(item.told().name()) + "): a zip bomb, perhaps");
    }

    /** Returns the place of an entry, nothing where no file can have its name; refuses one that leads elsewhere. */
    private static Optional<Path> within(Path root, String name) throws RefusedException {
        String shown = Shown.line(name);
        List<String> parts = Stream.of(name.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        if (name.startsWith("/") || (!parts.isEmpty() && parts.get(0).matches("(?s)^[A-Za-z]:.*"))) {
            throw new RefusedException("has the name \"" + shown + "\", which is no path within a folder");
        }
        if (parts.contains("..")) {
            throw new RefusedException("has the name \"" + shown + "\", which leads out of its folder");
        }
        if (name.chars().anyMatch(Character::isISOControl)
                || parts.stream().anyMatch(part -> bytes(part) > MOST_OF_NAME)
                || bytes(name) > MOST_OF_PATH) {
            return Optional.empty();
        }
        try {
            Path path = resolve(root, String.join("/", parts)).normalize();
            if (!path.startsWith(root)) {
                throw new RefusedException("has the name \"" + shown + "\", which leads out of its folder");
            }
            return path.equals(root) && !name.endsWith("/") ? Optional.empty() : Optional.of(path);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A system whose locale is "C" can name files in ASCII only. */
    private static Path resolve(Path root, String name) {
        try {
            return root.resolve(name);
        } catch (InvalidPathException e) {
            return root.resolve(name.replaceAll("[^\\x20-\\x7e]", "_"));
        }
    }
}
