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
 * @param unreadable what the platform wrote as the time where that cannot be read; empty otherwise
 */
public record Handed(long number, @Nullable Instant at, boolean late, String unreadable) {

    /** The platform tells nothing. */
    public static final Handed UNTOLD = new Handed(0, null, false, "");

    /** A number and no more. */
    public static Handed numbered(long number) {
        return new Handed(number, null, false, "");
    }

    /** A time, by which uploads are ordered, or what the platform wrote where that is none. */
    static Handed at(@Nullable Instant at, String written) {
        return at == null ? new Handed(0, null, false, written.strip()) : new Handed(at.toEpochMilli(), at, false, "");
    }

    /** The same with the platform's mark for what is late. */
    Handed marked(boolean asLate) {
        return new Handed(number, at, asLate, unreadable);
    }

    /** The same in another order. */
    Handed ordered(long by) {
        return new Handed(by, at, late, unreadable);
    }
}
