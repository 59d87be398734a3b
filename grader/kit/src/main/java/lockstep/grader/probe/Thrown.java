package lockstep.grader.probe;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a submission's code threw, in the kit's own words. The thrown object is student code itself: its accessors may
 * throw, never return, or answer differently each time. So each is asked once, when it is needed for the first time, under
 * a catch-all and a deadline; what it does not answer is left empty. Comparing needs no accessor.
 */
public final class Thrown {

    /** Causes may go round in a circle. */
    private static final int MOST_CAUSES = 10;

    private static final int LONGEST_MESSAGE = 4_000;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Throwable raw;
    private final int depth;
    private @Nullable Facts facts;

    /** What the thrown object says of itself. */
    private record Facts(
            String message,
            List<StackTraceElement> stack,
            @Nullable Thrown cause) {
        private static final Facts NONE = new Facts("", List.of(), null);
    }

    private Thrown(Throwable raw, int depth) {
        this.raw = raw;
        this.depth = depth;
    }

    /** Returns what is known of a thrown object, whoever threw it. */
    public static Thrown of(Throwable thrown) {
        return of(thrown, 0);
    }

    private static Thrown of(Throwable thrown, int depth) {
        return thrown instanceof ThrownBySubmission crossed ? crossed.thrown() : new Thrown(thrown, depth);
    }

    /** Returns whether it is this very object. */
    public boolean is(@Nullable Throwable other) {
        return raw == other;
    }

    /** Returns whether it is of this type of the platform's or the kit's. */
    public boolean isA(Class<? extends Throwable> type) {
        return type.isInstance(raw);
    }

    /** Returns its class's name. */
    public String className() {
        return raw.getClass().getName();
    }

    /** Returns its class's name without the package; the whole name where there is no other. */
    public String simpleName() {
        String name = raw.getClass().getSimpleName();
        return name.isEmpty() ? className() : name;
    }

    /** Returns its message; empty where it gives none. */
    public String message() {
        return facts().message();
    }

    /** Returns where it was made; empty where it does not say. */
    public List<StackTraceElement> stack() {
        return facts().stack();
    }

    /** Returns its cause; null where it gives none. */
    public @Nullable Thrown cause() {
        return facts().cause();
    }

    /** Returns it and its causes. */
    public Stream<Thrown> chain() {
        return Stream.iterate(this, Objects::nonNull, Thrown::cause);
    }

    /** Returns it in words: {@code threw IllegalStateException: the message}. */
    public String inWords() {
        return "threw " + simpleName() + (message().isEmpty() ? "" : ": " + message());
    }

    private synchronized Facts facts() {
        Facts known = facts;
        if (known == null) {
            known = SubmissionFrames.isOfSubmission(className())
                    ? Boundary.within(PATIENCE, this::read, Facts.NONE)
                    : read();
            facts = known;
        }
        return known;
    }

    private Facts read() {
        Throwable cause = quietly(raw::getCause);
        StackTraceElement[] stack = quietly(raw::getStackTrace);
        return new Facts(
                shortened(quietly(raw::getMessage)),
                stack == null ? List.of() : List.of(stack),
                cause == null || depth >= MOST_CAUSES ? null : of(cause, depth + 1));
    }

    private static String shortened(@Nullable String message) {
        return message == null || message.length() <= LONGEST_MESSAGE
                ? Objects.requireNonNullElse(message, "")
                : message.substring(0, LONGEST_MESSAGE);
    }

    /** Each accessor by itself: one that throws takes nothing away from the others. */
    private static <T> @Nullable T quietly(Supplier<@Nullable T> accessor) {
        try {
            return accessor.get();
        } catch (Throwable itsOwn) {
            return null;
        }
    }
}
