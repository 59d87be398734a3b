package lockstep.grader.classroom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import lockstep.grader.classroom.export.Listing;
import lockstep.grader.classroom.export.Place;
import lockstep.grader.submission.Stubs;

/**
 * What is in an upload, as far as can be told before it is opened.
 *
 * @param gradable whether a source may be in it: what cannot be looked into may have one
 * @param work the stubs' files that somebody wrote, by name; without those in an archive in an archive
 */
record Contents(boolean gradable, Set<String> work) {

    private static final Contents UNKNOWN = new Contents(true, Set.of());

    Contents {
        work = Set.copyOf(work);
    }

    static Contents of(Place place, Stubs stubs) {
        try {
            if (place instanceof Place.Folder folder) {
                return ofFiles(Opening.files(folder.path()), stubs);
            }
            return place instanceof Place.SingleFile file
                    ? of(file.path(), file.name(), stubs)
                    : new Contents(false, Set.of());
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** Returns what is in these files together. */
    static Contents ofFiles(List<Path> files, Stubs stubs) throws IOException {
        boolean gradable = false;
        Set<String> work = new HashSet<>();
        for (Path file : files) {
            Contents each = of(file, Listing.name(file), stubs);
            gradable |= each.gradable();
            work.addAll(each.work());
        }
        return new Contents(gradable, work);
    }

    /** Returns what is in a file of this name. */
    static Contents of(Path file, String name, Stubs stubs) throws IOException {
        if (!Listing.isArchive(name)) {
            boolean isWork = stubs.isStub(name) && stubs.isWork(name, text(Files.newInputStream(file)));
            return new Contents(stubs.isSource(name), isWork ? Set.of(name) : Set.of());
        }
        try {
            return Archive.isNamed(file) ? ofZip(file, stubs) : UNKNOWN;
        } catch (IOException | IllegalArgumentException e) {
            // It is opened again, and the reason is told then.
            return UNKNOWN;
        }
    }

    private static Contents ofZip(Path file, Stubs stubs) throws IOException {
        List<ZipDirectory.Entry> told = ZipDirectory.of(file).entries();
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            List<? extends ZipEntry> entries = zip.stream().toList();
            boolean gradable = entries.size() != told.size();
            Set<String> work = new HashSet<>();
            for (int i = 0; i < Math.min(entries.size(), told.size()); i++) {
                String path = told.get(i).name();
                String name = path.substring(path.lastIndexOf('/') + 1);
                if (!Archive.isPassedOver(path)) {
                    gradable |= stubs.isSource(name) || Listing.isArchive(name);
                    if (stubs.isStub(name) && stubs.isWork(name, text(zip.getInputStream(entries.get(i))))) {
                        work.add(name);
                    }
                }
            }
            return new Contents(gradable, work);
        }
    }

    private static String text(InputStream file) throws IOException {
        try (InputStream in = file) {
            return new String(in.readNBytes(Stubs.MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
