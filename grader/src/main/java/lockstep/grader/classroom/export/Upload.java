package lockstep.grader.classroom.export;

import java.util.List;

/**
 * One thing that a student uploaded.
 *
 * @param key uploads of one key are of the same student or team
 * @param who the student; several where the platform names all members of a team
 * @param reply the name under which the platform takes a file of feedback back; empty where it takes none
 */
public record Upload(String key, List<Identity> who, Handed handed, Place place, String reply) {

    public Upload {
        who = List.copyOf(who);
        if (who.isEmpty()) {
            throw new IllegalArgumentException("an upload is somebody's");
        }
    }

    /** An upload of one student, to which the platform takes no feedback back. */
    static Upload of(String key, Identity who, Handed handed, Place place) {
        return new Upload(key, List.of(who), handed, place, "");
    }
}
