package lockstep.grader.check.speedup;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import lockstep.grader.verdict.SourceLocation;

/**
 * The line of a submission at which most looks found its threads.
 *
 * @param state what they did there; those that come first tell more
 * @param looks in how many looks one was there
 * @param of how many looks there were
 */
record Hotspot(State state, int looks, int of, SourceLocation line) {

    private static final Pattern FILE = Pattern.compile("[\\p{L}\\p{N}_$./-]+");

    /** What a thread does at a line. */
    enum State {
        /** It holds a lock that another thread waits for. */
        HOLDS,
        /** It computes, sleeps, or waits until some time has passed, and is not inside the kit's function. */
        BUSY,
        /** It is inside the kit's function, and no other thread is busy. */
        ALONE,
        /** It is inside the kit's function, as others are. */
        WORKS,
        /** It waits for another one, and nobody is busy. */
        WAITS
    }

    /** Says it in a sentence that begins with a space. */
    String inWords() {
        return String.format(
                switch (state) {
                    case HOLDS ->
                        " In %d of %d looks at its threads, one was in line %d with a lock that others waited for.";
                    case BUSY -> " In %d of %d looks at its threads, one was busy in line %d.";
                    case ALONE -> " In %d of %d looks at its threads, only one was at work, in line %d.";
                    case WORKS -> " In %d of %d looks at its threads, several were at work, in line %d.";
                    case WAITS -> " In %d of %d looks at its threads, one waited in line %d, and none was busy.";
                },
                looks,
                of,
                line.line());
    }

    /** Returns it as one line, for {@link #read}. */
    String write() {
        return String.join(" ", state.name(), "" + looks, "" + of, "" + line.line(), line.file());
    }

    /** Reads what was written; empty if it is nothing of the kind, as a submission may have written there, too. */
    static Optional<Hotspot> read(String written) {
        String[] parts = written.split(" ", 5);
        try {
            return Arrays.stream(State.values())
                    .filter(state -> state.name().equals(parts[0])
                            && FILE.matcher(parts[4]).matches())
                    .findFirst()
                    .map(state -> new Hotspot(
                            state,
                            Integer.parseInt(parts[1]),
                            Integer.parseInt(parts[2]),
                            new SourceLocation(parts[4], Integer.parseInt(parts[3]))));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
