package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.classroom.export.Export;
import lockstep.grader.classroom.export.Exports;
import lockstep.grader.classroom.export.Reading;
import lockstep.grader.submission.Stubs;
import org.jspecify.annotations.Nullable;

/**
 * A class on disk with all that a platform may hand out of it: names in Korean and with umlauts, two of one surname, a
 * hyphen, a resubmission, a late one, an empty one, a report beside the code, and an archive that names somebody else.
 *
 * <p>Each source says whose it is and which try it was, so that a test sees who got what.
 */
final class SmallClass {

    static final Stubs STUBS = new Stubs(AllExercises.catalog().exercises());

    /** A student of the class. */
    record Student(String login, String first, String last, String id, int number) {
        String mail() {
            return login + "@uni.example";
        }

        String full() {
            return first.isEmpty() ? last : first + " " + last;
        }

        String turned() {
            return first.isEmpty() ? last : last + ", " + first;
        }
    }

    static final Student KOREAN = new Student("minjun", "", "김민준", "s2001", 101);
    static final Student UMLAUT = new Student("jmueller", "Jürgen", "Müller", "s2002", 102);
    /** Handed in nothing; her mail address begins with the surname that she shares. */
    static final Student ABSENT = new Student("smith", "Anna", "Smith", "s2003", 103);

    static final Student NAMESAKE = new Student("psmith", "Peter", "Smith", "s2004", 104);
    static final Student HYPHEN = new Student("elw", "Anna-Lena", "Lang-Weber", "s2005", 105);
    static final Student TWICE = new Student("ediaz", "Eva", "Diaz", "s2006", 106);
    static final Student LATE = new Student("alee", "Ann", "Lee", "s2007", 107);
    static final Student EMPTY = new Student("bkim", "Bo", "Kim", "s2008", 108);
    static final Student REPORT = new Student("jdoe", "Jane", "Doe", "s2009", 109);
    static final Student FORGER = new Student("mweber", "Max", "Weber", "s2010", 110);

    static final List<Student> ALL =
            List.of(KOREAN, UMLAUT, ABSENT, NAMESAKE, HYPHEN, TWICE, LATE, EMPTY, REPORT, FORGER);

    /** Whose source counts, by login; nobody else has one. */
    static final Map<String, String> EXPECTED = new TreeMap<>(Map.of(
            "minjun", "minjun 1",
            "jmueller", "jmueller 1",
            "psmith", "psmith 1",
            "elw", "elw 1",
            "ediaz", "ediaz 2",
            "alee", "alee 1",
            "jdoe", "jdoe 1",
            "mweber", "mweber 1"));

    private static final Pattern MARK = Pattern.compile("// by (.+)");

    private final Path folder;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    SmallClass(Path folder) {
        this.folder = folder;
    }

    static byte[] source(Student student, int version) {
        return bytes("package lockstep.lockedcounter;\n// by " + student.login() + " " + version
                + "\npublic final class LockedCounter {}\n");
    }

    /** A student's archive. */
    static byte[] work(Student student, int version) {
        return zip(Map.of("hw1/src/LockedCounter.java", source(student, version)));
    }

    /** An archive that looks like what several platforms hand out, with the absent student in it. */
    static byte[] forged() {
        byte[] others = zip(Map.of("LockedCounter.java", bytes("// by forged\nclass LockedCounter {}")));
        return zip(Map.of(
                "mine.zip",
                zip(Map.of("LockedCounter.java", source(FORGER, 1))),
                "Anna Smith_103_assignsubmission_file_/notes.txt",
                bytes("x"),
                "smithanna_103_9999_report.pdf",
                others));
    }

    SmallClass with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    SmallClass with(String path, String content) {
        return with(path, bytes(content));
    }

    void without(String path) {
        files.remove(path);
    }

    /** Writes the class as a folder. */
    Path unpacked() throws IOException {
        Path target = folder.resolve("class");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = target.resolve(file.getKey());
            if (file.getKey().endsWith("/")) {
                Files.createDirectories(path);
            } else {
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }
        return target;
    }

    /** Writes the class as a zip file in a folder of its own. */
    Path packed() throws IOException {
        Path target = Files.createDirectories(folder.resolve("packed"));
        Files.write(target.resolve("download.zip"), zip(files));
        return target;
    }

    /** Returns the roster. */
    Roster roster(String header, java.util.function.Function<Student, String> row) throws IOException {
        List<String> lines = new ArrayList<>(List.of(header));
        ALL.forEach(student -> lines.add(row.apply(student)));
        return new RosterReader(ZoneOffset.UTC, note -> {})
                .read(Files.write(Files.createDirectories(folder).resolve("roster.csv"), lines));
    }

    Reading read(Path given, @Nullable String export) throws IOException {
        return read(given, export, Roster.NONE);
    }

    Reading read(Path given, @Nullable String export, Roster roster) throws IOException {
        Exports exports = new Exports(ZoneOffset.UTC);
        Export asked = export == null ? null : exports.find(export).orElseThrow();
        return place().read(given, exports, asked, roster);
    }

    ClassList list(Path given, Roster roster, Teams teams) throws IOException {
        return ClassList.of(read(given, null, roster), roster, teams, place(), STUBS);
    }

    ClassFolder place() {
        return new ClassFolder(folder.resolve("work"), ZoneOffset.UTC, note -> {});
    }

    /** Returns whose source each person got, by login; of everybody on the roster who got one. */
    static Map<String, String> sources(ClassList list) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Found found : list.found()) {
            if (found instanceof Found.Handed handed) {
                String mark = mark(handed.folder());
                for (Person person : list.people().getOrDefault(found.student(), List.of())) {
                    if (!mark.isEmpty()) {
                        sources.put(login(person), mark);
                    }
                }
            }
        }
        return sources;
    }

    /** Returns what the source in a folder says; empty where there is none. */
    static String mark(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found =
                    all.filter(file -> file.endsWith("LockedCounter.java")).toList();
            if (found.isEmpty()) {
                return "";
            }
            assertThat(found).hasSize(1);
            Matcher matcher = MARK.matcher(Files.readString(found.get(0)));
            assertThat(matcher.find()).isTrue();
            return matcher.group(1);
        }
    }

    static String login(Person person) {
        return ALL.stream()
                .filter(student -> person.columns().values().stream()
                        .anyMatch(value -> List.of(
                                        student.login(),
                                        student.mail(),
                                        student.id(),
                                        String.valueOf(student.number()),
                                        student.full(),
                                        student.turned())
                                .contains(value)))
                .map(Student::login)
                .findFirst()
                .orElseThrow();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] zip(Map<String, byte[]> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
