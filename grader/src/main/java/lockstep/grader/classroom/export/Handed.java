package lockstep.grader.classroom.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a platform tells of the handing in.
 *
 * @param number the platform's number or time: of two uploads of one student, the later has the greater; 0 where the platform
 *     tells neither
 * @param at when, or null where the platform does not tell
 * @param late whether the platform marks it as late
 */
public record Handed(long number, @Nullable Instant at, boolean late) {

    /** The platform tells nothing. */
    public static final Handed UNTOLD = new Handed(0, null, false);

    /** A number and no more. */
    public static Handed numbered(long number) {
        return new Handed(number, null, false);
    }

    /** A time, by which uploads are ordered; null where it cannot be read. */
    public static Handed at(@Nullable Instant at) {
        return at == null ? UNTOLD : new Handed(at.toEpochMilli(), at, false);
    }
}
