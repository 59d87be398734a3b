package lockstep.grader.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import lockstep.grader.report.OutputFile;

/** Writes jars that are the same, byte for byte, whenever their contents are. */
public final class JarFiles {

    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private JarFiles() {}

    /** Writes a jar with these files, by their paths: all of it, or nothing. */
    static void write(Path jar, Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTimeLocal(ALWAYS);
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        }
        OutputFile.write(jar, bytes.toByteArray());
    }

    /**
     * Writes a grader that has packs in it, and so needs no {@code --pack}.
     *
     * @param grader the grader's jar, whose files come before those of the same names in packs
     */
    public static void join(Path grader, List<Path> packs, Path into) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(read(grader));
        for (Path pack : packs) {
            read(pack)
                    .forEach((name, content) -> entries.merge(
                            name, content, (before, more) -> isList(name) ? together(before, more) : before));
        }
        write(into, entries);
    }

    /** Files of which the class path may have several, and all count. */
    private static boolean isList(String name) {
        return name.startsWith("META-INF/services/") || name.equals("lockstep/kit/mistakes.txt");
    }

    private static byte[] together(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.write('\n');
        both.writeBytes(other);
        return both.toByteArray();
    }

    static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream content = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), content.readAllBytes());
                }
            }
        }
        return entries;
    }
}
