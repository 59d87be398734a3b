package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.classroom.export.Listing;
import lockstep.grader.classroom.export.Place;
import lockstep.grader.report.SubmissionTime;
import lockstep.grader.report.render.Shown;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * Makes one folder of what one student handed in.
 *
 * <p>A folder with sources in it is taken as it is. Otherwise the zip files in it are unpacked, and those in these, within the
 * limits: whatever is in them stays this student's. Other files beside a zip file, such as a report, do not matter.
 */
final class Opening {

    private static final int MOST_LEVELS = 4;
    private static final int MOST_ARCHIVES = 20;
    private static final int MOST_FILES = 5_000;
    private static final long LARGEST_FILE = 20L << 20;
    private static final String EXPECTED = "a .java file or a zip file expected, found ";

    private final Path unpacked;
    private int opened;

    /** @param unpacked where archives are unpacked to */
    Opening(Path unpacked) {
        this.unpacked = unpacked;
    }

    /**
     * Opens what belongs to one submission.
     *
     * @param told when it was handed in, where the platform tells; otherwise a commit or the newest file in an archive does
     */
    Found open(String student, List<Place> places, SubmissionTime told) {
        opened++;
        One one = new One(unpacked.resolve("students").resolve(opened + "-" + ClassFolder.safe(student)));
        try {
            Path folder = one.open(places);
            return new Found.Handed(student, folder, told.at() != null ? told : guessed(told, folder, one));
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

    private static SubmissionTime guessed(SubmissionTime told, Path folder, One one) {
        return GitHead.committedAt(folder)
                .map(at -> told.told(at, SubmissionTime.Source.COMMIT))
                .or(() -> one.newest().map(at -> told.told(at, SubmissionTime.Source.FILES)))
                .orElse(told);
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
        private int archives;

        One(Path area) {
            this.area = area;
        }

        Optional<Instant> newest() {
            return times.stream().max(Instant::compareTo);
        }

        Path open(List<Place> places) throws IOException {
            List<Place> things = new ArrayList<>();
            for (Place place : places) {
                if (place instanceof Place.Folder || place instanceof Place.SingleFile) {
                    things.add(place);
                }
            }
            if (things.isEmpty()) {
                throw new UnopenedException(reason(places));
            }
            if (things.size() == 1 && things.get(0) instanceof Place.Folder folder) {
                return sources(folder.path(), 0);
            }
            return sources(together(things), 0);
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

        private Path together(List<Place> things) throws IOException {
            List<Path> zips = new ArrayList<>();
            Path target = Files.createDirectories(area.resolve("files"));
            for (Place thing : things) {
                if (thing instanceof Place.Folder folder) {
                    copyAll(folder.path(), target.resolve(ClassFolder.safe(Listing.name(folder.path()))));
                } else if (thing instanceof Place.SingleFile file) {
                    if (Archive.isNamed(file.path())) {
                        zips.add(file.path());
                    } else {
                        copy(file.path(), target.resolve(ClassFolder.safe(file.name())));
                    }
                }
            }
            boolean alone = zips.size() == 1 && !holdsSources(target);
            refuseOthers(zips.isEmpty() ? target : null);
            if (zips.isEmpty()) {
                return target;
            }
            unpack(zips, alone ? area.resolve("0") : target);
            return alone ? area.resolve("0") : target;
        }

        /** The folder, if sources are in it, or that to which the zip files in it were unpacked. */
        private Path sources(Path folder, int level) throws IOException {
            if (level == MOST_LEVELS || holdsSources(folder)) {
                return folder;
            }
            List<Path> zips = files(folder).stream().filter(Archive::isNamed).toList();
            if (zips.isEmpty()) {
                refuseOthers(folder);
                return folder;
            }
            Path target = area.resolve(String.valueOf(level + 1));
            unpack(zips, target);
            return sources(target, level + 1);
        }

        private void unpack(List<Path> zips, Path target) throws IOException {
            archives += zips.size();
            if (archives > MOST_ARCHIVES) {
                throw new UnopenedException(
                        "at most " + MOST_ARCHIVES + " zip files expected, one in the other or beside it, found more");
            }
            Map<String, Path> holders = new HashMap<>();
            for (int i = 0; i < zips.size(); i++) {
                Path zip = zips.get(i);
                boolean whole = zips.size() == 1 && !Files.exists(target);
                Path place = whole
                        ? target
                        : target.resolve((i + 1) + "-" + ClassFolder.safe(Listing.stem(Listing.name(zip))));
                Archive archive = new Archive(zip, ArchiveLimits.ofStudent());
                archive.unpack(place).ifPresent(times::add);
                for (Path file : files(place)) {
                    Path other = isSource(file) ? holders.putIfAbsent(Listing.name(file), file) : null;
                    if (other != null && !other.startsWith(place)) {
                        onlyOne(other, file, zips);
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
        private static void refuseOthers(@Nullable Path folder) throws IOException {
            if (folder == null || holdsSources(folder)) {
                return;
            }
            List<String> others = files(folder).stream()
                    .map(Listing::name)
                    .filter(Listing::isArchive)
                    .map(Shown::line)
                    .toList();
            if (!others.isEmpty()) {
                throw new UnopenedException(EXPECTED + String.join(", ", others)
                        + "; unpack it into a folder of that name, or pack it as a zip file");
            }
        }

        private static void copy(Path file, Path target) throws IOException {
            if (!Listing.isFile(file)) {
                throw new UnopenedException(
                        "a file expected, found the link " + shown(file) + ", which is not followed");
            }
            if (Files.size(file) > LARGEST_FILE) {
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

        private static void copyAll(Path folder, Path target) throws IOException {
            for (Path file : files(folder)) {
                copy(file, target.resolve(folder.relativize(file).toString()));
            }
        }
    }

    private static boolean holdsSources(Path folder) throws IOException {
        return files(folder).stream().anyMatch(Opening::isSource);
    }

    private static boolean isSource(Path file) {
        return Listing.name(file).endsWith(".java");
    }

    /** The files below a folder, without what is hidden or built. */
    private static List<Path> files(Path folder) throws IOException {
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
            String name = part.toString();
            if (name.startsWith(".") || name.equals("__MACOSX") || name.equals("target")) {
                return false;
            }
        }
        return true;
    }

    private static String shown(Path file) {
        return Shown.line(Listing.name(file));
    }
}
