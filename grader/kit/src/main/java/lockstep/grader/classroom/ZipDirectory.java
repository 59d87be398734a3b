package lockstep.grader.classroom;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The list of entries at the end of a zip file. The class library does not tell of links, and takes one encoding for all
 * names that are not marked as UTF-8.
 *
 * <p>Names: those in UTF-8, marked or not, are read as such. Otherwise the name that Info-ZIP and 7-Zip put beside the old
 * one is taken, where there is one. What is left is a Windows's own encoding and is nowhere named: as CP949, Korean, where
 * all bytes are valid in it and give Hangul, a part of which is in the plain set KS X 1001; else as CP437, in which every
 * byte is a character. The plain set matters because German umlauts of CP437, each before a letter, look like Hangul of the
 * extended one. See the ZIP specification (APPNOTE.TXT), 4.3.12 and 4.6.9.
 */
record ZipDirectory(List<Entry> entries) {

    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY_LENGTH = 46;
    private static final int UTF_8 = 1 << 11;
    private static final int UNICODE_PATH = 0x7075;
    private static final int UNIX = 3;
    private static final int TYPE_MASK = 0170000;
    private static final int LINK = 0120000;
    private static final long MOST_BYTES = 64L << 20;

    /**
     * What the directory says of an entry; nothing of it has to be true.
     *
     * @param name with slashes, as its maker meant it
     * @param size in bytes, unpacked
     * @param packed in bytes, as it lies in the file
     */
    record Entry(String name, boolean link, long size, long packed) {}

    ZipDirectory {
        entries = List.copyOf(entries);
    }

    /** Reads the directory, in its order; throws where there is none. */
    static ZipDirectory of(Path file) throws IOException {
        try (RandomAccessFile zip = new RandomAccessFile(file.toFile(), "r")) {
            int tail = (int) Math.min(zip.length(), END_LENGTH + 0xffff);
            ByteBuffer end = read(zip, zip.length() - tail, tail);
            int at = tail - END_LENGTH;
            while (at >= 0 && end.getInt(at) != END_OF_DIRECTORY) {
                at--;
            }
            if (at < 0) {
                throw new Archive.RefusedException("is no zip file");
            }
            long size = Integer.toUnsignedLong(end.getInt(at + 12));
            // Counted from its end, as something may stand before the first entry.
            long start = zip.length() - tail + at - size;
            if (size > MOST_BYTES || start < 0) {
                throw new Archive.RefusedException("has a directory of files that cannot be read");
            }
            return new ZipDirectory(entries(read(zip, start, (int) size)));
        }
    }

    private static List<Entry> entries(ByteBuffer directory) {
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at + ENTRY_LENGTH <= directory.limit() && directory.getInt(at) == ENTRY) {
            int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
            int extraLength = Short.toUnsignedInt(directory.getShort(at + 30));
            int commentLength = Short.toUnsignedInt(directory.getShort(at + 32));
            int next = at + ENTRY_LENGTH + nameLength + extraLength + commentLength;
            if (next > directory.limit()) {
                break;
            }
            byte[] name = bytes(directory, at + ENTRY_LENGTH, nameLength);
            ByteBuffer extra = ByteBuffer.wrap(bytes(directory, at + ENTRY_LENGTH + nameLength, extraLength))
                    .order(ByteOrder.LITTLE_ENDIAN);
            boolean unix = directory.get(at + 5) == UNIX;
            entries.add(new Entry(
                    name((directory.getShort(at + 8) & UTF_8) != 0, name, extra).replace('\\', '/'),
                    unix && (directory.getInt(at + 38) >>> 16 & TYPE_MASK) == LINK,
                    Integer.toUnsignedLong(directory.getInt(at + 24)),
                    Integer.toUnsignedLong(directory.getInt(at + 20))));
            at = next;
        }
        return entries;
    }

    private static String name(boolean marked, byte[] name, ByteBuffer extra) {
        return marked
                ? new String(name, StandardCharsets.UTF_8)
                : strictly(StandardCharsets.UTF_8, name)
                        .or(() -> unicodePath(name, extra))
                        .or(() -> korean(name))
                        .orElseGet(() -> new String(name, Charset.forName("IBM437")));
    }

    private static Optional<String> unicodePath(byte[] name, ByteBuffer extra) {
        int at = 0;
        while (at + 4 <= extra.limit()) {
            int length = Short.toUnsignedInt(extra.getShort(at + 2));
            if (Short.toUnsignedInt(extra.getShort(at)) == UNICODE_PATH
                    && length > 5
                    && at + 4 + length <= extra.limit()) {
                CRC32 crc = new CRC32();
                crc.update(name);
                // A program that renamed the entry and knew nothing of this field left it as it was.
                return extra.getInt(at + 5) == (int) crc.getValue()
                        ? strictly(StandardCharsets.UTF_8, bytes(extra, at + 9, length - 5))
                        : Optional.empty();
            }
            at += 4 + length;
        }
        return Optional.empty();
    }

    private static Optional<String> korean(byte[] name) {
        // Is missing where a Java runtime was made without the module jdk.charsets.
        return Charset.isSupported("x-windows-949") && holdsPlainHangul(name)
                ? strictly(Charset.forName("x-windows-949"), name)
                : Optional.empty();
    }

    /** Pairs of bytes from 0xB0A1 to 0xC8FE, which is where KS X 1001 has its syllables. */
    private static boolean holdsPlainHangul(byte[] name) {
        int i = 0;
        while (i + 1 < name.length) {
            int first = Byte.toUnsignedInt(name[i]);
            if (first >= 0xb0 && first <= 0xc8 && Byte.toUnsignedInt(name[i + 1]) >= 0xa1) {
                return true;
            }
            i += first < 0x80 ? 1 : 2;
        }
        return false;
    }

    private static Optional<String> strictly(Charset charset, byte[] bytes) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(ByteBuffer from, int at, int length) {
        byte[] bytes = new byte[length];
        from.get(at, bytes);
        return bytes;
    }

    private static ByteBuffer read(RandomAccessFile file, long at, int size) throws IOException {
        byte[] bytes = new byte[size];
        file.seek(at);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
