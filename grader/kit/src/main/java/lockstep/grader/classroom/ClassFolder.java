package lockstep.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lockstep.grader.classroom.export.Export;
import lockstep.grader.classroom.export.Exports;
import lockstep.grader.classroom.export.Listing;
import lockstep.grader.classroom.export.Reading;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * What a learning platform handed out for a class: a folder, or a zip file as it was downloaded.
 *
 * <p>An archive is unpacked here only where it is all there is, and then it is the class's only if a platform made what is in
 * it. So nobody's upload is taken for a class.
 *
 * @param unpacked where the class's archive is unpacked to
 * @param zone where the times in archives are from
 * @param notes hears what was left out of the class's archive
 */
public record ClassFolder(Path unpacked, ZoneId zone, Consumer<String> notes) {

    private static final int MOST_LEVELS = 4;

    /** A folder or an archive that cannot be read; the message says which and why. */
    public static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1;

        UnreadableException(String message, IOException cause) {
            super(message, cause);
        }
    }

    /**
     * Recognises the format. A lone folder or archive that is named as somebody on the roster is that student's, whatever is
     * in it, unless a format was asked for.
     *
     * @param export the format that was asked for, or null
     * @throws Exports.MisfitException if the format that was asked for is not there
     * @throws UnreadableException if it cannot be read
     */
    public Reading read(Path given, Exports exports, @Nullable Export export, Roster roster) throws IOException {
        try {
            Scratch.delete(unpacked);
            List<Person> people = export == null ? roster.people() : List.of();
            return reading(given, exports, export, entry -> isStudents(entry, people));
        } catch (Exports.MisfitException e) {
            throw e;
        } catch (Archive.RefusedException e) {
            throw new UnreadableException(given + ": the archive is refused: it " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UnreadableException(given + ": it cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isStudents(Path entry, List<Person> people) {
        String name = Listing.isFolder(entry) ? Listing.name(entry) : Listing.stem(Listing.name(entry));
        // What stands before a hyphen may be the assignment's; a number after it may be, too.
        return Stream.iterate(name, rest -> rest.contains("-"), rest -> rest.substring(rest.indexOf('-') + 1))
                        .skip(1)
                        .anyMatch(rest -> !rest.matches("\\d*") && Matching.isSomebodys(rest, people))
                || Matching.isSomebodys(name, people);
    }

    private Reading reading(Path given, Exports exports, @Nullable Export export, Predicate<Path> student)
            throws IOException {
        if (Files.isRegularFile(given)) {
            List<Path> places = within(unpack(given), student);
            Path students = students(places, student);
            Optional<Reading> platform = read(places, exports, export);
            if (platform.isEmpty() && export != null) {
                throw Exports.misfit(export, places.get(0));
            }
            return platform.isPresent() ? platform.get() : exports.plain(students);
        }
        // What lies in an archive counts only where nothing around it is a platform's.
        List<Path> places = within(given, student);
        Optional<Reading> outside = read(places, exports, export);
        if (outside.isPresent()) {
            return outside.get();
        }
        Optional<Reading> inside = read(withinOnlyArchive(given, student), exports, export);
        if (inside.isPresent()) {
            return inside.get();
        }
        if (export != null) {
            throw Exports.misfit(export, given);
        }
        return exports.plain(given);
    }

    private static Optional<Reading> read(List<Path> places, Exports exports, @Nullable Export export)
            throws IOException {
        return export == null ? exports.recognise(places) : Exports.as(export, places);
    }

    /** The folder of an archive in which each entry is a student's: one around all students is none of theirs. */
    private static Path students(List<Path> places, Predicate<Path> student) throws IOException {
        for (Path place : places) {
            if (Listing.withoutNotes(place).stream().anyMatch(student)) {
                return place;
            }
        }
        return places.size() > 1 && holdsStudents(places.get(1)) ? places.get(1) : places.get(0);
    }

    private static boolean holdsStudents(Path folder) throws IOException {
        return Listing.of(folder).stream()
                        .filter(entry -> Listing.isFolder(entry) || Listing.isArchive(Listing.name(entry)))
                        .count()
                > 1;
    }

    /** The folder, and the folders in it as long as there is nothing else and they are no student's. */
    private static List<Path> within(Path folder, Predicate<Path> student) throws IOException {
        List<Path> places = new ArrayList<>(List.of(folder));
        for (int i = 0; i < MOST_LEVELS; i++) {
            List<Path> entries = Listing.withoutNotes(places.get(i));
            if (entries.size() != 1 || !Listing.isFolder(entries.get(0)) || student.test(entries.get(0))) {
                break;
            }
            places.add(entries.get(0));
        }
        return places;
    }

    private List<Path> withinOnlyArchive(Path folder, Predicate<Path> student) throws IOException {
        List<Path> entries = Listing.of(folder).stream()
                .filter(entry -> Listing.isFolder(entry) || Listing.isArchive(Listing.name(entry)))
                .toList();
        if (entries.size() != 1
                || !Listing.isFile(entries.get(0))
                || !Archive.isNamed(entries.get(0))
                || student.test(entries.get(0))) {
            return List.of();
        }
        try {
            return within(unpack(entries.get(0)), student);
        } catch (Archive.RefusedException e) {
            // It is opened again as a student's, and told as such.
            return List.of();
        }
    }

    private Path unpack(Path archive) throws IOException {
        Path target = unpacked.resolve("class").resolve(safe(Listing.stem(Listing.name(archive))));
        boolean done = false;
        try {
            new Archive(archive, ArchiveLimits.ofClass(), zone)
                    .unpack(target)
                    .leftOut()
                    .forEach(each -> notes.accept(
                            Listing.name(archive) + ": something is left out of the archive of the class: it " + each));
            done = true;
        } finally {
            if (!done) {
                Scratch.delete(target);
            }
        }
        return target;
    }

    /** Returns a name that is a file's everywhere: letters, digits, and a few signs; others become an underscore. */
    public static String safe(String name) {
        String safe = name.replaceAll("[^\\p{L}\\p{N}._@+-]", "_").replaceFirst("^[.]+", "_");
        String cut = safe.length() > 80 ? safe.substring(0, 80) : safe;
        return cut.isEmpty() ? "_" : cut;
    }
}
