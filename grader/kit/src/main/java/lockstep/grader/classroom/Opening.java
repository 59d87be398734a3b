package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.classroom.export.Listing;
import lockstep.grader.classroom.export.Place;
import lockstep.grader.report.SubmissionTime;
import lockstep.grader.report.render.Shown;
import lockstep.grader.submission.Stubs;
import lockstep.grader.worker.sandbox.Scratch;

/**
 * Makes one folder of what one student handed in.
 *
 * <p>A folder is taken as it is unless zip files in it may hold more of the exercises: then these are unpacked beside the
 * other files, and those in them, all within one student's limits. Whatever is in them stays this student's.
 */
final class Opening {

    private static final int MOST_LEVELS = 4;
    private static final int MOST_ARCHIVES = 20;
    private static final int MOST_FILES = 100_000;
    private static final long LARGEST_FILE = 20L << 20;
    private static final String EXPECTED = "a .java file or a zip file expected, found ";

    private final Path unpacked;
    private final Stubs stubs;
    private final ZoneId zone;
    private int opened;

    /**
     * @param unpacked where archives are unpacked to
     * @param zone where the times in archives are from
     */
    Opening(Path unpacked, Stubs stubs, ZoneId zone) {
        this.unpacked = unpacked;
        this.stubs = stubs;
        this.zone = zone;
    }

    /**
     * Opens what belongs to one submission.
     *
     * @param told when it was handed in, where the platform tells; otherwise a commit or the newest file in an archive does
     */
    Found open(String student, List<Place> places, SubmissionTime told) {
        opened++;
        One one = new One(unpacked.resolve("students").resolve(opened + "-" + ClassFolder.safe(student)), stubs, zone);
        try {
            Path folder = one.open(places);
            return new Found.Handed(student, folder, told.at() != null ? told : guessed(told, places, folder, one));
        } catch (Archive.RefusedException e) {
            return refused(student, one, "the archive is refused: it " + e.getMessage());
        } catch (UnopenedException e) {
            return refused(student, one, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refused(student, one, "it cannot be read: " + e.getMessage());
        } catch (Throwable e) {
            return new Found.Broken(student, e);
        }
    }

    private static SubmissionTime guessed(SubmissionTime told, List<Place> places, Path folder, One one)
            throws IOException {
        return committedAt(places, folder)
                .map(at -> told.told(at, SubmissionTime.Source.COMMIT))
                .or(() -> one.newest().map(at -> told.told(at, SubmissionTime.Source.FILES)))
                .orElse(told);
    }

    private static Optional<Instant> committedAt(List<Place> places, Path folder) throws IOException {
        return places.size() == 1 && places.get(0) instanceof Place.Folder given
                ? GitHead.committedAt(given.path()).or(() -> GitHead.committedAt(folder))
                : GitHead.committedAt(folder);
    }

    private static Found refused(String student, One one, String reason) {
        try {
            Scratch.delete(one.area);
            return new Found.Refused(student, reason);
        } catch (IOException e) {
            return new Found.Refused(student, reason + " (and " + one.area + " cannot be removed)");
        }
    }

    /** What is not opened; the message says why. */
    private static final class UnopenedException extends IOException {
        private static final long serialVersionUID = 1;

        UnopenedException(String message) {
            super(message);
        }
    }

    /** One student's. */
    private static final class One {

        private final Path area;
        private final List<Instant> times = new ArrayList<>();
        private final Stubs stubs;
        private final ZoneId zone;
        private ArchiveLimits left = ArchiveLimits.ofStudent();
        private int archives;

        One(Path area, Stubs stubs, ZoneId zone) {
            this.area = area;
            this.stubs = stubs;
            this.zone = zone;
        }

        /** A file and what the student called it, from the folder of all files on. */
        private record Loose(Path path, String name) {}

        Optional<Instant> newest() {
            return times.stream().max(Instant::compareTo);
        }

        Path open(List<Place> places) throws IOException {
            List<Loose> loose = new ArrayList<>();
            Path only = null;
            boolean any = false;
            for (Place place : places) {
                if (place instanceof Place.Folder folder) {
                    only = any ? null : folder.path();
                    any = true;
                    loose.addAll(loose(folder.path(), places.size() == 1 ? "" : Listing.name(folder.path()) + "/"));
                } else if (place instanceof Place.SingleFile file) {
                    only = null;
                    any = true;
                    loose.add(new Loose(file.path(), ClassFolder.safe(file.name())));
                }
            }
            if (!any) {
                throw new UnopenedException(reason(places));
            }
            List<Loose> zips =
                    loose.stream().filter(it -> Archive.isNamed(it.path())).toList();
            loose.removeAll(zips);
            if (only != null && needed(zips, paths(loose)).isEmpty()) {
                refuseOthers(only);
                return only;
            }
            Path target = Files.createDirectories(area.resolve("files"));
            for (Loose file : loose) {
                copy(file.path(), target.resolve(file.name()));
            }
            unpackAll(zips, target);
            refuseOthers(target);
            return target;
        }

        private static List<Loose> loose(Path folder, String before) throws IOException {
            return files(folder).stream()
                    .map(file -> new Loose(file, before + folder.relativize(file)))
                    .toList();
        }

        private static List<Path> paths(List<Loose> files) {
            return files.stream().map(Loose::path).toList();
        }

        /** The archives that may hold what is not there already, or all where nothing gradable is. */
        private List<Loose> needed(List<Loose> zips, List<Path> files) throws IOException {
            Contents there = Contents.ofFiles(files, stubs);
            List<Loose> needed = new ArrayList<>();
            for (Loose zip : zips) {
                Contents inside = Contents.of(zip.path(), zip.name(), stubs);
                if (inside.gradable()
                        && (inside.work().isEmpty() || !there.work().containsAll(inside.work()))) {
                    needed.add(zip);
                }
            }
            return needed.isEmpty() && !holdsSources(files) ? zips : needed;
        }

        private static String reason(List<Place> places) {
            for (Place place : places) {
                if (place instanceof Place.Nothing nothing) {
                    return nothing.reason();
                }
            }
            return EXPECTED + "only text that was typed on the platform"
                    + (places.isEmpty() ? "" : " (" + Listing.name(places.get(0).path()) + ")");
        }

        /** Unpacks archives beside the files, and those that come out of them. */
        private void unpackAll(List<Loose> given, Path target) throws IOException {
            boolean whole = given.size() == 1 && files(target).isEmpty();
            List<Loose> zips = given;
            for (int level = 0; level < MOST_LEVELS && !zips.isEmpty(); level++) {
                List<Path> there = files(target).stream()
                        .filter(file -> !Archive.isNamed(file))
                        .toList();
                List<Loose> needed = needed(zips, there);
                archives += needed.size();
                if (archives > MOST_ARCHIVES) {
                    throw new UnopenedException("at most " + MOST_ARCHIVES
                            + " zip files expected, one in the other or beside it, found more");
                }
                Map<String, Path> holders = new HashMap<>();
                for (Loose zip : needed) {
                    Path place = whole && level == 0 ? target : free(target.resolve(Listing.stem(zip.name())));
                    if (unpack(zip.path(), place, holdsSources(there))) {
                        onlyOne(place, holders, needed);
                    }
                    if (zip.path().startsWith(area)) {
                        Files.delete(zip.path());
                    }
                }
                zips = loose(target, "").stream()
                        .filter(it -> Archive.isNamed(it.path()))
                        .toList();
            }
        }

        /** Returns whether it was unpacked: what is no archive costs nothing beside sources. */
        private boolean unpack(Path zip, Path place, boolean besideSources) throws IOException {
            try {
                Archive.Unpacked out = new Archive(zip, left, zone).unpack(place);
                out.newest().ifPresent(times::add);
                left = left.without(out.entries(), out.bytes());
                return true;
            } catch (Archive.RefusedException e) {
                if (!besideSources) {
                    throw e;
                }
                return false;
            }
        }

        private static Path free(Path place) {
            Path free = place;
            for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
                free = place.resolveSibling(Listing.name(place) + "-" + i);
            }
            return free;
        }

        /** Of the stubs' files, as only these decide; a class Main in two archives is two classes. */
        private void onlyOne(Path place, Map<String, Path> holders, List<Loose> zips) throws IOException {
            for (Path file : files(place)) {
                if (!Archive.isNamed(file)
                        && !Contents.of(file, Listing.name(file), stubs).work().isEmpty()) {
                    Path other = holders.putIfAbsent(Listing.name(file), file);
                    if (other != null && !other.startsWith(place)) {
                        onlyOne(other, file, paths(zips));
                    }
                }
            }
        }

        /** The same file twice is there once; two that differ are for people to choose from. */
        private static void onlyOne(Path one, Path other, List<Path> zips) throws IOException {
            if (Files.mismatch(one, other) >= 0) {
                throw new UnopenedException("the archives "
                        + zips.stream().map(Opening::shown).collect(Collectors.joining(", ")) + " hold different files "
                        + shown(other) + ", and nothing tells which one counts; leave one of them");
            }
            Files.delete(other);
        }

        /** An archive of another kind, alone: what to do about it is for people. */
        private void refuseOthers(Path folder) throws IOException {
            List<Path> files = files(folder);
            if (holdsSources(files)) {
                return;
            }
            List<String> others = files.stream()
                    .map(Listing::name)
                    .filter(name -> Listing.isArchive(name)
                            && !name.toLowerCase(Locale.ROOT).endsWith(".zip"))
                    .map(Shown::line)
                    .toList();
            if (!others.isEmpty()) {
                throw new UnopenedException(EXPECTED + String.join(", ", others)
                        + "; unpack it into a folder of that name, or pack it as a zip file");
            }
        }

        private void copy(Path file, Path target) throws IOException {
            if (!Listing.isFile(file)) {
                throw new UnopenedException(
                        "a file expected, found the link " + shown(file) + ", which is not followed");
            }
            if (Files.size(file) > LARGEST_FILE) {
                if (!stubs.isSource(Listing.name(file))) {
                    return;
                }
                throw new UnopenedException(shown(file) + " is larger than " + (LARGEST_FILE >> 20) + " MB");
            }
            Files.createDirectories(target.getParent());
            try {
                Files.copy(file, target);
            } catch (FileAlreadyExistsException e) {
                throw new UnopenedException(
                        "there are two files " + shown(target) + ", and nothing tells which counts");
            }
        }

        private boolean holdsSources(List<Path> files) {
            return files.stream().anyMatch(file -> stubs.isSource(Listing.name(file)));
        }
    }

    /** The files below a folder, without what is hidden or built. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> isVisible(folder.relativize(file)))
                    .limit(MOST_FILES)
                    .collect(Collectors.toCollection(ArrayList::new));
            files.sort(null);
            return files;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isVisible(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return !Archive.isPassedOver(relative.toString().replace('\\', '/'));
    }

    private static String shown(Path file) {
        return Shown.line(Listing.name(file));
    }
}
