package lockstep.grader.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.IntakeLimits;
import lockstep.grader.submission.IntakeOutcome;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.submission.Submission;
import lockstep.grader.submission.SubmissionReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of a stranger's zip file, and what does not. */
class ArchiveTest {

    private static final Exercise COUNTER =
            AllExercises.catalog().find("lockedcounter").orElseThrow();
    private static final String STUB = "exercises/src/main/java/lockstep/lockedcounter/LockedCounter.java";
    private static final String WRITTEN = "package lockstep.lockedcounter;\npublic final class LockedCounter {}\n";

    @TempDir
    Path temp;

    @Test
    void a_kit_clone_with_its_history_and_all_that_was_built_is_no_bomb() throws IOException {
        Path file = zip(UTF_8, zip -> {
            byte[] noise = new byte[4_000];
            for (int i = 0; i < 5_200; i++) {
                new Random(i).nextBytes(noise);
                put(zip, "hw/.git/objects/%02x/%038x".formatted(i % 256, i), noise);
            }
            put(zip, "hw/.git/HEAD", bytes("ref: refs/heads/main\n"));
            put(zip, "hw/.git/refs/heads/main", bytes("0123456789abcdef0123456789abcdef01234567\n"));
            put(zip, "hw/target/lockstep/grader.jar", new byte[30 << 20]);
            for (int i = 0; i < 3_000; i++) {
                put(zip, "hw/grader/target/classes/lockstep/Class" + i + ".class", noise);
            }
            put(zip, "hw/pom.xml", bytes("<project/>"));
            put(zip, "hw/" + STUB, bytes(WRITTEN));
        });
        assertThat(Files.size(file)).isGreaterThan(24 << 20);

        Path folder = unpack(file);

        assertThat(read(folder)).containsExactly(new SourceFile(COUNTER.stubPath(), WRITTEN));
        assertThat(GitHead.commit(folder.resolve("hw"))).contains("0123456789abcdef0123456789abcdef01234567");
        assertThat(files(folder)).hasSizeLessThan(600);
    }

    @ParameterizedTest
    @CsvSource({
        "LockedCounter.java, 1, 300",
        "zeroes.bin, 1, 300",
        "zeroes.bin, 5, 60",
        "Zeroes.java, 300, 1",
        "x.txt, 20, 15"
    })
    void three_hundred_megabytes_of_zeroes_are_a_bomb_and_leave_nothing_behind(String name, int files, int megabytes)
            throws IOException {
        Path file = zip(UTF_8, zip -> {
            put(zip, "hw/" + STUB, bytes(WRITTEN));
            for (int i = 0; i < files; i++) {
                zip.putNextEntry(new ZipEntry(i + "/" + name));
                for (int j = 0; j < megabytes; j++) {
                    zip.write(new byte[1 << 20]);
                }
            }
        });
        assertThat(Files.size(file)).isLessThan(1 << 20);

        assertThatThrownBy(() -> unpack(file))
                .isInstanceOf(Archive.RefusedException.class)
                .hasMessageContaining("a zip bomb, perhaps");
        assertThat(temp.resolve("unpacked")).doesNotExist();
    }

    @Test
    void a_bomb_that_lies_about_its_size_is_found_by_what_comes_out_of_it() throws IOException {
        Path file = zip(UTF_8, zip -> put(zip, "A.java", new byte[25 << 20]));
        byte[] lying = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + 46 < lying.length; i++) {
            if (buffer.getInt(i) == 0x02014b50) {
                buffer.putInt(i + 24, 100);
            }
        }
        Files.write(file, lying);
        assertThatThrownBy(() -> unpack(file)).isInstanceOf(Archive.RefusedException.class);
        assertThat(temp.resolve("unpacked")).doesNotExist();
    }

    @Test
    void zeroes_among_what_was_built_and_a_film_beside_the_work_cost_nothing() throws IOException {
        Path file = zip(UTF_8, zip -> {
            zip.setLevel(Deflater.NO_COMPRESSION);
            byte[] film = new byte[25 << 20];
            new Random(1).nextBytes(film);
            put(zip, "film.mp4", film);
            zip.setLevel(Deflater.BEST_SPEED);
            put(zip, "target/dump.hprof", new byte[70 << 20]);
            put(zip, "LockedCounter.java", bytes(WRITTEN));
        });
        Path folder = unpack(file);
        assertThat(files(folder)).containsExactly("LockedCounter.java");
    }

    @Test
    void one_students_zeroes_cost_nobody_else_in_the_archive_of_a_class() throws IOException {
        Path file = zip(UTF_8, zip -> {
            put(zip, "Ada_1_assignsubmission_file_/LockedCounter.java", new byte[70 << 20]);
            put(zip, "Ben_2_assignsubmission_file_/LockedCounter.java", bytes(WRITTEN));
        });
        Path folder = temp.resolve("unpacked");
        new Archive(file, ArchiveLimits.ofClass(), ZoneOffset.UTC).unpack(folder);
        assertThat(read(folder.resolve("Ben_2_assignsubmission_file_"))).hasSize(1);
        Path ada = folder.resolve("Ada_1_assignsubmission_file_");
        assertThat(Files.size(ada.resolve("LockedCounter.java"))).isLessThanOrEqualTo(1 << 20);
        assertThat(part(ada).toString()).contains("at most 256 KiB");
    }

    @Test
    void one_students_entries_that_no_folder_takes_cost_nobody_else_anything() throws IOException {
        Path file = zip(UTF_8, zip -> {
            put(zip, "hw1/eve/a\\..\\LockedCounter.java", bytes("x"));
            for (int i = 0; i < 10_050; i++) {
                put(zip, "hw1/cyn/" + i, new byte[0]);
            }
            put(zip, "hw1/bin/work.zip", bytes("x"));
            put(zip, "hw1/bin/target/dump.bin", bytes("x"));
            put(zip, "hw1/ben/LockedCounter.java", bytes(WRITTEN));
        });
        Path folder = temp.resolve("unpacked");
        new Archive(file, ArchiveLimits.ofClass(), ZoneOffset.UTC).unpack(folder);
        assertThat(read(folder.resolve("hw1/ben"))).hasSize(1);
        assertThat(files(folder.resolve("hw1/cyn"))).hasSize(10_000);
        assertThat(files(folder.resolve("hw1/bin"))).containsExactly("work.zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Icon\r", "hw/Icon\r", "a\u0001b", ".", "hw/nul\0", "hw/LONG", "DEEP"})
    void a_name_that_no_file_can_have_costs_its_entry_only(String name) throws IOException {
        Path file = zip(UTF_8, zip -> {
            put(zip, name.replace("LONG", "x".repeat(300)).replace("DEEP", "folder/".repeat(200) + "x"), bytes("x"));
            put(zip, "hw/src/LockedCounter.java", bytes(WRITTEN));
        });
        Path folder = unpack(file);
        assertThat(read(folder)).hasSize(1);
        assertThat(files(folder)).containsExactly("hw/src/LockedCounter.java");
    }

    @ParameterizedTest
    @CsvSource({
        "x-windows-949, 김철수/과제 1/보고서.txt",
        "x-windows-949, 홍길동_펲시.txt",
        "IBM437, Übung 3/für Groß.txt",
        "IBM437, Müller/Lösung.txt",
        "IBM437, niño/tarea año.txt",
        "UTF-8, 김철수/Übung.txt"
    })
    void names_that_are_not_marked_as_utf_8_are_what_their_makers_meant(String charset, String name)
            throws IOException {
        assertThat(files(unpack(zip(Charset.forName(charset), zip -> put(zip, name, bytes("x"))))))
                .containsExactly(name);
    }

    @Test
    void a_name_in_unicode_beside_an_old_one_is_taken() throws IOException {
        Path file = zip(Charset.forName("IBM437"), zip -> {
            ZipEntry entry = new ZipEntry("Übung.txt");
            CRC32 crc = new CRC32();
            crc.update("Übung.txt".getBytes(Charset.forName("IBM437")));
            byte[] unicode = bytes("Übung č.txt");
            entry.setExtra(ByteBuffer.allocate(9 + unicode.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) 0x7075)
                    .putShort((short) (5 + unicode.length))
                    .put((byte) 1)
                    .putInt((int) crc.getValue())
                    .put(unicode)
                    .array());
            zip.putNextEntry(entry);
        });
        assertThat(files(unpack(file))).containsExactly("Übung č.txt");
    }

    @Test
    void names_in_which_macos_took_the_accents_apart_compile_like_others() throws IOException {
        Path file = zip(UTF_8, zip -> {
            put(zip, "U\u0308bung/src/lockstep/lockedcounter/LockedCounter.java", bytes(WRITTEN));
            put(
                    zip,
                    "U\u0308bung/src/lockstep/lockedcounter/Za\u0308hler.java",
                    bytes("package lockstep.lockedcounter;\npublic class Z\u00e4hler {}\n"));
        });
        assertThat(read(unpack(file)))
                .extracting(SourceFile::path)
                .containsExactly(COUNTER.stubPath(), "lockstep/lockedcounter/Z\u00e4hler.java");
    }

    @Test
    void a_compiled_class_alone_is_told_although_it_lies_among_what_was_built() throws IOException {
        Path file = zip(UTF_8, zip -> put(zip, "hw/bin/lockstep/lockedcounter/LockedCounter.class", bytes("x")));
        assertThat(part(unpack(file)).toString()).contains("found a compiled class");
    }

    @Test
    void something_before_the_first_entry_hides_no_link() throws IOException {
        Path file = zip(UTF_8, zip -> put(zip, "LockedCounter.java", bytes("/etc/passwd")));
        byte[] content = Files.readAllBytes(file);
        int entry = new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        content[entry + 5] = 3;
        content[entry + 41] = (byte) 0xa0;
        ByteBuffer shifted =
                ByteBuffer.allocate(content.length + 100).put(new byte[100]).put(content);
        Files.write(file, shifted.array());
        assertThatThrownBy(() -> unpack(file)).hasMessageContaining("symbolic link");
    }

    @Test
    void a_time_of_a_clock_is_in_the_zone_given_and_an_instant_is_itself() throws IOException {
        LocalDateTime clock = LocalDateTime.of(2025, 10, 3, 23, 30);
        Path plain = zip(UTF_8, zip -> {
            ZipEntry entry = new ZipEntry("A.java");
            entry.setTimeLocal(clock);
            zip.putNextEntry(entry);
        });
        ZoneId seoul = ZoneId.of("Asia/Seoul");
        assertThat(new Archive(plain, ArchiveLimits.ofStudent(), seoul)
                        .unpack(temp.resolve("plain"))
                        .newest())
                .contains(clock.atZone(seoul).toInstant());
        Instant instant = Instant.parse("2025-10-03T20:30:00Z");
        Path exact =
                zip(UTF_8, zip -> zip.putNextEntry(new ZipEntry("A.java").setLastModifiedTime(FileTime.from(instant))));
        assertThat(new Archive(exact, ArchiveLimits.ofStudent(), seoul)
                        .unpack(temp.resolve("exact"))
                        .newest())
                .contains(instant);
    }

    private Path unpack(Path file) throws IOException {
        Path target = temp.resolve("unpacked");
        new Archive(file, ArchiveLimits.ofStudent(), ZoneOffset.UTC).unpack(target);
        return target;
    }

    private static Submission.Part part(Path folder) {
        Submission submission = new SubmissionReader(List.of(COUNTER), IntakeLimits.standard())
                .read(folder)
                .fold(IntakeOutcome.Read::submission, unusable -> {
                    throw new AssertionError(unusable);
                });
        return Objects.requireNonNull(submission.parts().get(COUNTER.id()));
    }

    private static List<SourceFile> read(Path folder) {
        return ((Submission.Sources) part(folder)).files();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private interface Content {
        void write(ZipOutputStream zip) throws IOException;
    }

    private Path zip(Charset names, Content content) throws IOException {
        Path file = temp.resolve("work.zip");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out, names)) {
            content.write(zip);
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
