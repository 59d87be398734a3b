package lockstep.grader.classroom;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import lockstep.grader.report.render.Shown;

/**
 * A zip file by a stranger.
 *
 * <p>Its own claims about sizes are not believed: what comes out is counted. A link, a name that leads elsewhere, a name no
 * file can have, and more than the limits are refused as a whole, with a message. Harmless habits of the programs that make
 * such files are not: names with backslashes (Windows PowerShell 5.1), names that begin with {@code ./} (bsdtar), names in
 * the encoding of an old Windows.
 *
 * @param file the zip file
 */
record Archive(Path file, ArchiveLimits limits) {

    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int UNIX = 3;
    private static final int TYPE_MASK = 0170000;
    private static final int LINK = 0120000;

    /** What names are in that are not marked as UTF-8, by the definition of zip files. Every byte is a character in it. */
    private static final String ENCODING_OF_OLD = "IBM437";

    /** An archive that is not unpacked; the message says why: "it" goes before. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** Returns whether a file has the name of such an archive. */
    static boolean isNamed(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /**
     * Unpacks all of it.
     *
     * @param target a folder that does not exist; on a refusal nothing usable is in it
     * @return when its newest file was last changed, where it tells
     */
    Optional<Instant> unpack(Path target) throws IOException {
        refuseLinks();
        Path root = Files.createDirectories(target).toRealPath();
        long left = limits.totalBytes();
        int entries = 0;
        List<Instant> times = new ArrayList<>();
        try (ZipFile zip = open()) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (++entries > limits.entries()) {
                    throw new RefusedException("has more than " + limits.entries() + " files");
                }
                String name = entry.getName().replace('\\', '/');
                Path path = within(root, name);
                if (name.endsWith("/")) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    left -= copy(in, path, Math.min(left, limits.fileBytes()), name);
                }
                if (entry.getTime() > 0) {
                    times.add(Instant.ofEpochMilli(entry.getTime()));
                }
            }
        } catch (ZipException e) {
            throw new RefusedException("is no readable zip file (" + e.getMessage() + ")");
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException("has two entries of one name");
        } catch (IllegalArgumentException e) {
            throw new RefusedException("has names in no known encoding");
        }
        return times.stream().max(Instant::compareTo);
    }

    private ZipFile open() throws IOException {
        return new ZipFile(file.toFile(), isInUtf8() ? StandardCharsets.UTF_8 : Charset.forName(ENCODING_OF_OLD));
    }

    private boolean isInUtf8() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            // Some libraries look at a name, or at the comment beside it, only when they are asked for it.
            zip.stream().forEach(ZipEntry::getName);
            return true;
        } catch (ZipException | IllegalArgumentException e) {
            // So is a damaged file, which is found out when it is opened again.
            return false;
        }
    }

    private static Path within(Path root, String name) throws RefusedException {
        String shown = Shown.line(name);
        List<String> parts = Stream.of(name.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        if (name.startsWith("/") || (!parts.isEmpty() && parts.get(0).matches("(?s)^[A-Za-z]:.*"))) {
            throw new RefusedException("has the name \"" + shown + "\", which is no path within a folder");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedException("has the name \"" + shown + "\" with control characters");
        }
        if (parts.contains("..")) {
            throw new RefusedException("has the name \"" + shown + "\", which leads out of its folder");
        }
        try {
            Path path = resolve(root, String.join("/", parts)).normalize();
            if (!path.startsWith(root)) {
                throw new RefusedException("has the name \"" + shown + "\", which leads out of its folder");
            }
            if (path.equals(root) && !name.endsWith("/")) {
                throw new RefusedException("has the name \"" + shown + "\", which no file can have");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new RefusedException("has the name \"" + shown + "\", which no file can have");
        }
    }

    /** A system whose locale is "C" can name files in ASCII only. */
    private static Path resolve(Path root, String name) {
        try {
            return root.resolve(name);
        } catch (InvalidPathException e) {
            return root.resolve(name.replaceAll("[^\\x20-\\x7e]", "_"));
        }
    }

    private static long copy(InputStream in, Path target, long most, String name) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long copied = 0;
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                copied += n;
                if (copied > most) {
                    throw new RefusedException("has more than it may hold when it is unpacked (at " + Shown.line(name)
                            + "): a zip bomb, perhaps");
                }
                out.write(buffer, 0, n);
            }
        }
        return copied;
    }

    /** The class library tells nothing of links, so the directory at the end of the file is read here. */
    private void refuseLinks() throws IOException {
        try (RandomAccessFile zip = new RandomAccessFile(file.toFile(), "r")) {
            int tail = (int) Math.min(zip.length(), 22 + 0xffff);
            ByteBuffer end = read(zip, zip.length() - tail, tail);
            int at = tail - 22;
            while (at >= 0 && end.getInt(at) != END_OF_DIRECTORY) {
                at--;
            }
            if (at < 0) {
                throw new RefusedException("is no zip file");
            }
            long size = Integer.toUnsignedLong(end.getInt(at + 12));
            long start = Integer.toUnsignedLong(end.getInt(at + 16));
            if (size > 64L << 20 || start + size > zip.length()) {
                throw new RefusedException("has a directory of files that cannot be read");
            }
            refuseLinks(read(zip, start, (int) size));
        }
    }

    private static void refuseLinks(ByteBuffer directory) throws RefusedException {
        int at = 0;
        while (at + 46 <= directory.limit() && directory.getInt(at) == DIRECTORY_ENTRY) {
            int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
            int rest =
                    Short.toUnsignedInt(directory.getShort(at + 30)) + Short.toUnsignedInt(directory.getShort(at + 32));
            int mode = directory.getInt(at + 38) >>> 16;
            boolean unix = directory.get(at + 5) == UNIX;
            if (unix && (mode & TYPE_MASK) == LINK && at + 46 + nameLength <= directory.limit()) {
                byte[] name = new byte[nameLength];
                directory.get(at + 46, name);
                throw new RefusedException("has the symbolic link \""
                        + Shown.line(new String(name, StandardCharsets.UTF_8)) + "\", which is not followed");
            }
            at += 46 + nameLength + rest;
        }
    }

    private static ByteBuffer read(RandomAccessFile file, long at, int size) throws IOException {
        byte[] bytes = new byte[size];
        file.seek(at);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
