package lockstep.grader.classroom;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The commits in a repository's folder {@code objects}, alone in files or together in packs (version 2 of their index).
 *
 * <p>Every number in such a file is a stranger's: sizes and chains are limited, and what does not add up is no commit.
 * Repositories with hashes of 256 bits have their commits found only where they lie alone.
 *
 * @param folder the folder {@code objects}
 */
record GitObjects(Path folder) {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_DELTAS = 60;
    private static final int MOST_PACKS = 200;
    private static final int HASH = 20;
    private static final int FANOUT_AT = 8;
    private static final int NAMES_AT = FANOUT_AT + 4 * 256;
    private static final int COMMIT = 1;
    private static final int OFFSET_DELTA = 6;
    private static final int NAMED_DELTA = 7;

    /** Returns a commit's text, or nothing where it is not found or cannot be read. */
    Optional<String> commit(String hash) {
        try {
            Path alone = folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
            byte @Nullable [] content = Files.isRegularFile(alone, LinkOption.NOFOLLOW_LINKS)
                    ? withoutHeader(Files.size(alone) > MOST_BYTES ? new byte[0] : inflated(Files.readAllBytes(alone)))
                    : packed(hash);
            return Optional.ofNullable(content).map(it -> new String(it, StandardCharsets.UTF_8));
        } catch (IOException | DataFormatException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static byte @Nullable [] withoutHeader(byte[] object) {
        int end = 0;
        while (end < object.length && object[end] != 0) {
            end++;
        }
        boolean commit = new String(object, 0, end, StandardCharsets.US_ASCII).startsWith("commit ");
        return commit ? Arrays.copyOfRange(object, Math.min(end + 1, object.length), object.length) : null;
    }

    private byte @Nullable [] packed(String hash) throws IOException, DataFormatException {
        Path packs = folder.resolve("pack");
        if (hash.length() != 2 * HASH || !Files.isDirectory(packs, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        List<Path> indexes;
        try (Stream<Path> files = Files.list(packs)) {
            indexes = files.filter(file -> file.toString().endsWith(".idx"))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST_PACKS)
                    .toList();
        }
        for (Path index : indexes) {
            String name = index.getFileName().toString().replaceFirst("idx$", "pack");
            Path pack = index.resolveSibling(name);
            if (Files.isRegularFile(pack, LinkOption.NOFOLLOW_LINKS)) {
                try (RandomAccessFile places = new RandomAccessFile(index.toFile(), "r");
                        RandomAccessFile objects = new RandomAccessFile(pack.toFile(), "r")) {
                    Pack it = new Pack(places, objects);
                    long place = it.find(HexFormat.of().parseHex(hash));
                    if (place >= 0) {
                        return it.commit(place, MOST_DELTAS);
                    }
                }
            }
        }
        return null;
    }

    /** A pack and its index, open. */
    private record Pack(RandomAccessFile index, RandomAccessFile objects) {

        /** Returns where an object begins, or -1 where the pack has none of that name. */
        long find(byte[] name) throws IOException {
            index.seek(0);
            if (index.readInt() != 0xff744f63 || index.readInt() != 2) {
                return -1;
            }
            int first = Byte.toUnsignedInt(name[0]);
            long low = first == 0 ? 0 : fanout(first - 1);
            long high = fanout(first);
            long all = fanout(255);
            byte[] found = new byte[HASH];
            while (low < high) {
                long middle = (low + high) >>> 1;
                index.seek(NAMES_AT + HASH * middle);
                index.readFully(found);
                int order = Arrays.compareUnsigned(found, name);
                if (order == 0) {
                    // After the names come a checksum and a place for each; a place beyond 2 GiB stands in a list of
                    // its own.
                    index.seek(NAMES_AT + (HASH + 4) * all + 4 * middle);
                    int place = index.readInt();
                    if (place >= 0) {
                        return place;
                    }
                    index.seek(NAMES_AT + (HASH + 8) * all + 8L * (place & Integer.MAX_VALUE));
                    return index.readLong();
                } else if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return -1;
        }

        private long fanout(int first) throws IOException {
            index.seek(FANOUT_AT + 4L * first);
            return Integer.toUnsignedLong(index.readInt());
        }

        /** Returns the commit at a place: whole, or made from another one by changes. */
        byte @Nullable [] commit(long place, int deltas) throws IOException, DataFormatException {
            objects.seek(place);
            int head = objects.readUnsignedByte();
            int type = head >> 4 & 7;
            while (head >= 0x80) {
                head = objects.readUnsignedByte();
            }
            if (type == COMMIT) {
                return inflatedHere();
            }
            long base;
            if (type == OFFSET_DELTA) {
                int next = objects.readUnsignedByte();
                long back = next & 0x7f;
                while (next >= 0x80) {
                    next = objects.readUnsignedByte();
                    back = back + 1 << 7 | next & 0x7f;
                }
                base = back > 0 ? place - back : -1;
            } else if (type == NAMED_DELTA) {
                byte[] name = new byte[HASH];
                objects.readFully(name);
                base = find(name);
            } else {
                return null;
            }
            if (base < 0 || deltas == 0) {
                return null;
            }
            byte[] changes = inflatedHere();
            byte @Nullable [] original = commit(base, deltas - 1);
            return original == null ? null : changed(original, changes);
        }

        private byte[] inflatedHere() throws IOException, DataFormatException {
            long left = objects.length() - objects.getFilePointer();
            byte[] bytes = new byte[(int) Math.max(0, Math.min(left, MOST_BYTES))];
            objects.readFully(bytes);
            return inflated(bytes);
        }
    }

    private static byte[] inflated(byte[] deflated) throws DataFormatException, EOFException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!inflater.finished() && out.size() < MOST_BYTES) {
                int count = inflater.inflate(buffer);
                if (count == 0) {
                    throw new EOFException();
                }
                out.write(buffer, 0, count);
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }

    /** Applies changes: after two sizes, each says what to copy from the original, or has new bytes with it. */
    private static byte[] changed(byte[] original, byte[] changes) throws EOFException {
        int at = afterNumber(changes, afterNumber(changes, 0));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (at < changes.length) {
            int what = Byte.toUnsignedInt(changes[at++]);
            if (what < 0x80) {
                out.write(changes, at, what);
                at += what;
            } else {
                int from = 0;
                int size = 0;
                for (int i = 0; i < 7; i++) {
                    if ((what >> i & 1) == 1) {
                        int part = Byte.toUnsignedInt(changes[at++]);
                        from |= i < 4 ? part << 8 * i : 0;
                        size |= i < 4 ? 0 : part << 8 * (i - 4);
                    }
                }
                out.write(original, from, size == 0 ? 0x10000 : size);
            }
            if (out.size() > MOST_BYTES) {
                throw new EOFException();
            }
        }
        return out.toByteArray();
    }

    private static int afterNumber(byte[] bytes, int at) {
        int next = at;
        while (bytes[next] < 0) {
            next++;
        }
        return next + 1;
    }
}
