package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All formats of export, the most certain first: those that a file of the platform's tells, then those that long names tell,
 * then those that only the folders' order tells, and last the folders that anybody makes.
 */
public final class Exports {

    /** How many formats, the first ones, are told by the names of entries or by a file, not by the order of folders. */
    private static final int NAMED = 9;

    private final List<Export> all;

    /** @param zone where times are from that a platform writes without a zone */
    public Exports(ZoneId zone) {
        this.all = List.of(
                new GitHubExport(),
                new Classroom50Export(),
                new GradescopeExport(),
                new SakaiExport(),
                new MoodleExport(),
                new BlackboardExport(zone),
                new BrightspaceExport(zone),
                new PrairieLearnExport(),
                new CanvasExport(),
                new IliasExport(),
                new SubmittyExport(),
                new PlainFolders());
    }

    /** A format that was asked for and is not there; the message says what was expected, where, and what was found. */
    public static final class MisfitException extends IOException {
        private static final long serialVersionUID = 1;

        MisfitException(String message) {
            super(message);
        }
    }

    /** Returns the names for the command line. */
    public List<String> ids() {
        return all.stream().map(Export::id).toList();
    }

    /** Finds a format by its name for the command line. */
    public Optional<Export> find(String id) {
        return all.stream()
                .filter(export -> export.id().equals(id.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /**
     * Recognises what a platform made, by its structure; nothing where no platform did.
     *
     * @param places folders that may be its root: what was given, and what is within if that is all there is
     */
    public Optional<Reading> recognise(List<Path> places) throws IOException {
        // What is inside an entry that some platform named may be anything that its student made of it.
        for (List<Export> exports : List.of(all.subList(0, NAMED), all.subList(NAMED, all.size() - 1))) {
            for (Path place : places) {
                for (Export export : exports) {
                    Uploads uploads = export.read(place);
                    if (uploads.fits()) {
                        return Optional.of(new Reading(export, place, timed(export, uploads)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Passes uploads on; a time that cannot be read would make a late one early. */
    private static Uploads timed(Export export, Uploads uploads) throws IOException {
        List<String> unreadable = uploads.uploads().stream()
                .filter(upload -> !upload.handed().unreadable().isEmpty())
                .map(upload -> Listing.name(upload.place().path()) + ": a time as in " + export.title()
                        + " expected, found \"" + upload.handed().unreadable() + "\"")
                .distinct()
                .toList();
        if (!unreadable.isEmpty()) {
            throw new IOException(String.join("; ", unreadable));
        }
        return uploads;
    }

    /** Reads a folder whose entries are the students'. */
    public Reading plain(Path folder) throws IOException {
        Export plain = all.get(all.size() - 1);
        return new Reading(plain, folder, plain.read(folder));
    }

    /** Reads the first of the places in which there is anything of the format; nothing where there is none. */
    public static Optional<Reading> as(Export export, List<Path> places) throws IOException {
        for (Path place : places) {
            Uploads uploads = export.read(place);
            if (!uploads.uploads().isEmpty()) {
                return Optional.of(new Reading(export, place, timed(export, uploads)));
            }
        }
        return Optional.empty();
    }

    /** Returns why a folder is not of the format. */
    public static MisfitException misfit(Export export, Path folder) throws IOException {
        List<String> found = Listing.of(folder).stream().map(Listing::name).toList();
        return new MisfitException("this is not " + export.title() + ": " + export.expected() + " expected in " + folder
                + ", found "
                + (found.isEmpty()
                        ? "nothing"
                        : found.stream().limit(5).collect(Collectors.joining(", "))
                                + (found.size() > 5 ? " and " + (found.size() - 5) + " more" : "")));
    }
}
