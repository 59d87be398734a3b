package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder or an archive for each student, named by the instructor or whoever collected them: by user name, ID, e-mail
 * address or full name, perhaps after what all names begin with ({@code hw1-}).
 */
final class PlainFolders implements Export {

    @Override
    public String id() {
        return "folders";
    }

    @Override
    public String title() {
        return "a folder or archive per student";
    }

    @Override
    public String expected() {
        return "folders or zip files";
    }

    @Override
    public boolean writesTeams() {
        return true;
    }

    @Override
    public Uploads read(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        List<Path> strangers = new ArrayList<>();
        for (Path entry : Listing.of(folder)) {
            boolean student = Files.isSymbolicLink(entry)
                    || Listing.isFolder(entry)
                    || Listing.isFile(entry) && Listing.isArchive(Listing.name(entry));
            (student ? entries : strangers).add(entry);
        }
        String common = Slug.common(entries.stream().map(PlainFolders::student).toList());
        return new Uploads(entries.stream().map(entry -> upload(entry, common)).toList(), strangers);
    }

    private static String student(Path entry) {
        String name = Listing.name(entry);
        return Listing.isFolder(entry) ? name : Listing.stem(name);
    }

    private static Upload upload(Path entry, String common) {
        String student = student(entry);
        Place place = Files.isSymbolicLink(entry)
                ? new Place.Nothing(entry, "it is a symbolic link, which is not followed")
                : Listing.isFolder(entry) ? new Place.Folder(entry) : new Place.SingleFile(entry, Listing.name(entry));
        Identity who = Identity.anything(student, Slug.readings(student, common));
        // A folder and an archive of one name may be of two people.
        return Upload.of(Listing.name(entry), who, Handed.UNTOLD, place);
    }
}
