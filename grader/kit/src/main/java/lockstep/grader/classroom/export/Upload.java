package lockstep.grader.classroom.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a student uploaded.
 *
 * @param key uploads of one key are of the same student or team
 * @param who the student; several where the platform names all members of a team
 * @param reply the name under which the platform takes a file of feedback back; empty where it takes none
 * @param otherwise the other ways to read the same entry; empty where its name can be read in one way only
 */
public record Upload(String key, List<Identity> who, Handed handed, Place place, String reply, List<Upload> otherwise) {

    public Upload {
        who = List.copyOf(who);
        otherwise = List.copyOf(otherwise);
        if (who.isEmpty()) {
            throw new IllegalArgumentException("an upload is somebody's");
        }
    }

    /** An upload of one student, to which the platform takes no feedback back. */
    static Upload of(String key, Identity who, Handed handed, Place place) {
        return new Upload(key, List.of(who), handed, place, "", List.of());
    }

    /** The same, to which the platform takes feedback back under a name. */
    Upload answered(String name) {
        return new Upload(key, who, handed, place, name, otherwise);
    }

    /** An entry that can be read in several ways; nothing where there is none. */
    static Optional<Upload> oneOf(List<Upload> readings) {
        return readings.stream()
                .findFirst()
                .map(first -> new Upload(
                        first.key,
                        first.who,
                        first.handed,
                        first.place,
                        first.reply,
                        readings.subList(1, readings.size())));
    }

    /** Returns every way to read the entry, each as the only one. */
    public List<Upload> readings() {
        List<Upload> all = new ArrayList<>(otherwise);
        all.add(0, new Upload(key, who, handed, place, reply, List.of()));
        return all;
    }

    /** The same entry as one of nobody who is known, beside all others. */
    public Upload ofNobody() {
        String entry = Listing.name(place.path());
        return of(entry, Identity.anything(entry, List.of()), handed, place);
    }
}
