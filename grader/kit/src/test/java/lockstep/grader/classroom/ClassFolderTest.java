package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lockstep.grader.classroom.export.Exports;
import lockstep.grader.classroom.export.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassFolderTest {

    private final List<String> notes = new ArrayList<>();

    @TempDir
    Path temp;

    @Test
    void folders_checkouts_and_archives_are_students_and_hidden_entries_are_not() throws IOException {
        write("class/ada/ThreadedSum.java", "x");
        write("class/ben/.git/HEAD", "0123456789abcdef0123456789abcdef01234567\n");
        write("class/ben/src/main/java/x", "x");
        write("class/cyd.zip", zip(Map.of("ThreadedSum.java", bytes("class ThreadedSum {}"))));
        write("class/.DS_Store", "x");
        write("class/notes.txt", "x");

        assertThat(students()).containsExactly("ada", "ben", "cyd");
        assertThat(GitHead.commit(temp.resolve("class/ben"))).contains("0123456789abcdef0123456789abcdef01234567");
        assertThat(GitHead.commit(temp.resolve("class/ada"))).isEmpty();
    }

    @Test
    void no_two_submissions_have_one_name() throws IOException {
        write("class/ada/ThreadedSum.java", "x");
        write("class/ada.zip", zip(Map.of("ThreadedSum.java", bytes("class ThreadedSum {}"))));
        assertThat(students()).containsExactly("ada", "ada (2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../evil.txt",
                "/evil.txt",
                "a/../../evil.txt",
                "a/../evil.txt",
                "./../evil.txt",
                "C:/evil.txt",
                "C:\\evil.txt",
                ".\\C:\\evil.txt",
                "..\\evil.txt",
                "..\\..\\evil.txt",
                ".\\..\\..\\evil.txt",
                "a\\..\\..\\evil.txt",
                "\\evil.txt",
                "\\\\host\\share\\evil.txt",
                "target/../../evil.txt",
                ".git/../../evil.txt",
                "..\\"
            })
    void a_name_that_leads_elsewhere_is_refused_and_nothing_is_written_there(String name) throws IOException {
        write("class/ada/x", "x");
        write("class/bad.zip", zip(Map.of(name, bytes("x"))));

        assertThat(refusal("bad")).startsWith("the archive is refused: it has the name");
        assertThat(students()).contains("ada");
        try (Stream<Path> all = Files.walk(temp)) {
            assertThat(all.filter(file -> file.toString().contains("evil"))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"src\\main\\java\\A.java", "./src/main/java/A.java", ".\\src\\.\\main//java/./A.java"})
    void a_name_in_the_manner_of_another_system_is_understood(String name) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("./", new byte[0]);
        files.put("src\\empty\\", new byte[0]);
        files.put(name, bytes("class A {}"));
        write("class/ada.zip", zip(files));
        assertThat(handed("ada").resolve("src/main/java/A.java")).hasContent("class A {}");
        assertThat(handed("ada").resolve("src/empty")).isDirectory();
    }

    @Test
    void two_names_for_one_file_are_refused() throws IOException {
        write("class/twice.zip", zip(Map.of("a/A.java", bytes("x"), "a\\A.java", bytes("y"))));
        write("class/dotted.zip", zip(Map.of("a/A.java", bytes("x"), "./a/A.java", bytes("y"))));
        assertThat(refusal("twice")).contains("two entries of one name");
        assertThat(refusal("dotted")).contains("two entries of one name");
    }

    @Test
    void names_of_an_old_windows_are_no_reason_to_refuse_a_submission() throws IOException {
        write("class/ada.zip", zip(Map.of("Übung 3/A.java", bytes("class A {}")), Charset.forName("IBM850")));
        write("class/evil.zip", zip(Map.of("Ü\\..\\..\\A.java", bytes("x")), Charset.forName("IBM850")));
        try (Stream<Path> all = Files.walk(handed("ada"))) {
            assertThat(all.filter(file -> file.endsWith("A.java")))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent("class A {}"));
        }
        assertThat(refusal("evil")).contains("leads out of its folder");
    }

    @Test
    void a_bomb_is_refused_by_what_comes_out_of_it() throws IOException {
        write("class/bomb.zip", zip(Map.of("A.java", new byte[61 << 20])));
        assertThat(Files.size(temp.resolve("class/bomb.zip"))).isLessThan(1 << 20);
        assertThat(refusal("bomb")).contains("more than it may hold");
        try (Stream<Path> all = Files.walk(temp.resolve("unpacked"))) {
            assertThat(all.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void many_files_a_link_and_rubbish_are_refused() throws IOException {
        Map<String, byte[]> many = new TreeMap<>();
        for (int i = 0; i < 6_000; i++) {
            many.put("f" + i, new byte[0]);
        }
        write("class/many.zip", zip(many));
        byte[] link = zip(Map.of("ThreadedSum.java", bytes("/etc/passwd")));
        int entry = new String(link, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        link[entry + 5] = 3;
        link[entry + 40] = 0;
        link[entry + 41] = (byte) 0xa0;
        write("class/link.zip", link);
        write("class/rubbish.zip", bytes("not a zip at all"));

        // Asked once, as many files take a while.
        List<Found> found = found();
        assertThat(refusal(found, "many")).contains("more than 5000 files");
        assertThat(refusal(found, "link")).contains("symbolic link");
        assertThat(refusal(found, "rubbish")).contains("no zip file");
    }

    @Test
    void a_folder_that_is_a_link_is_not_followed() throws IOException {
        write("elsewhere/ThreadedSum.java", "x");
        Files.createDirectories(temp.resolve("class"));
        Files.createSymbolicLink(temp.resolve("class/ada"), temp.resolve("elsewhere"));
        assertThat(refusal("ada")).contains("symbolic link");
    }

    @Test
    void a_user_name_that_is_also_a_systems_file_is_a_student() throws IOException {
        write("class/icon/A.java", "x");
        write("class/ada/A.java", "x");
        write("class/Icon\r", "x");
        assertThat(students()).containsExactly("ada", "icon");
    }

    @Test
    void a_time_that_cannot_be_read_is_an_error_with_the_entry() throws IOException {
        write("class/1-2 - Ada A - 3 oct. 2025 16 h 58/A.java", "x");
        assertThatThrownBy(this::list)
                .isInstanceOf(ClassFolder.UnreadableException.class)
                .hasMessageContaining("1-2 - Ada A - 3 oct. 2025 16 h 58")
                .hasMessageContaining("found \"3 oct. 2025 16 h 58\"");
    }

    @Test
    void who_has_nothing_but_what_is_left_out_is_there_and_it_is_told() throws IOException {
        write(
                "class/all.zip",
                zip(Map.of(
                        "Ada A_400_assignsubmission_file_/LockedCounter.java", bytes("class LockedCounter {}"),
                        "Ben B_401_assignsubmission_file_/LockedCounter.java", bytes("class LockedCounter {}"),
                        "Dan D_403_assignsubmission_file_/a\\..\\LockedCounter.java",
                                bytes("class LockedCounter {}"))));
        assertThat(students()).containsExactly("Ada A_400", "Ben B_401", "Dan D_403");
        assertThat(notes).singleElement().asString().contains("Dan D_403", "leads out of its folder");
    }

    @Test
    void folder_names_are_safe_everywhere() {
        assertThat(ClassFolder.safe("Ada Lovelace/..\\x:*?")).isEqualTo("Ada_Lovelace_.._x___");
        assertThat(ClassFolder.safe("..")).isEqualTo("_");
        assertThat(ClassFolder.safe("김철수")).isEqualTo("김철수");
    }

    private List<Found> found() throws IOException {
        return list().found();
    }

    private ClassList list() throws IOException {
        ClassFolder folder = new ClassFolder(temp.resolve("unpacked"), ZoneOffset.UTC, notes::add);
        Reading reading = folder.read(temp.resolve("class"), new Exports(ZoneOffset.UTC), null, Roster.NONE);
        return ClassList.of(reading, Roster.NONE, Teams.NONE, folder, SmallClass.STUBS);
    }

    private Path handed(String student) throws IOException {
        return found().stream()
                .filter(found -> found.student().equals(student))
                .map(found -> ((Found.Handed) found).folder())
                .findFirst()
                .orElseThrow();
    }

    private String refusal(String student) throws IOException {
        return refusal(found(), student);
    }

    private static String refusal(List<Found> all, String student) {
        return all.stream()
                .filter(found -> found.student().equals(student))
                .map(found -> ((Found.Refused) found).reason())
                .findFirst()
                .orElseThrow();
    }

    private List<String> students() throws IOException {
        return found().stream().map(Found::student).toList();
    }

    private void write(String path, String text) throws IOException {
        write(path, bytes(text));
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        return zip(files, StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files, Charset names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, names)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
