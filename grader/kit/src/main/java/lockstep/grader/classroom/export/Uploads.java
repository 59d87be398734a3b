package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a folder is when it is read as one export.
 *
 * @param strangers entries that are not named as the platform names uploads
 */
public record Uploads(List<Upload> uploads, List<Path> strangers) {

    public Uploads {
        uploads = List.copyOf(uploads);
        strangers = List.copyOf(strangers);
    }

    /** Nothing of the kind. */
    static final Uploads NONE = new Uploads(List.of(), List.of());

    /** Reads each entry of a folder by its name. */
    static Uploads byName(Path folder, Function<Path, Optional<Upload>> read) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        List<Path> strangers = new ArrayList<>();
        for (Path entry : Listing.of(folder)) {
            read.apply(entry).ifPresentOrElse(uploads::add, () -> strangers.add(entry));
        }
        return new Uploads(uploads, strangers);
    }

    /** Puts several folders together. */
    Uploads and(Uploads other) {
        List<Upload> all = new ArrayList<>(uploads);
        all.addAll(other.uploads);
        List<Path> others = new ArrayList<>(strangers);
        others.addAll(other.strangers);
        return new Uploads(all, others);
    }

    /** Returns whether most of it is as the platform makes it; lists and notes beside the uploads do not count. */
    boolean fits() {
        return uploads.size()
                > strangers.stream().filter(it -> !Listing.isNote(it)).count();
    }
}
