package lockstep.engine.control;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what the engine itself is to blame for from what the program does wrong. */
public final class EngineFailure {

    private static final String SUBSTITUTES = "lockstep.engine.jdk.";
    private static final int LONGEST_CHAIN = 20;

    private static final List<Class<? extends Throwable>> MIXED_UP = List.of(
            ClassCastException.class,
            ArrayStoreException.class,
            IllegalAccessException.class,
            NoSuchMethodException.class);

    private EngineFailure() {}

    /**
     * Returns why a throwable comes from the copies of the JDK's classes, which are not complete, or null if it does
     * not. A class of the program that cannot be linked looks the same.
     */
    public static @Nullable String reason(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, EngineFailure::cause)
                .limit(LONGEST_CHAIN)
                .map(EngineFailure::why)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Calls no code of the program: who overrides the method has no say. */
    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            boolean usual = thrown.getClass().getMethod("getCause").getDeclaringClass() == Throwable.class;
            return usual || isOfJdk(thrown) ? thrown.getCause() : null;
        } catch (NoSuchMethodException | LinkageError e) {
            return null;
        }
    }

    private static boolean isOfJdk(Throwable thrown) {
        return thrown.getClass().getClassLoader() == null;
    }

    private static @Nullable String why(Throwable thrown) {
        if (thrown instanceof TooLongError) {
            return thrown.getMessage();
        }
        boolean linkage = thrown instanceof LinkageError;
        if (!isOfJdk(thrown) || !linkage && MIXED_UP.stream().noneMatch(type -> type.isInstance(thrown))) {
            return null;
        }
        String message = String.valueOf(thrown.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replace('/', '.');
        return linkage || message.contains(LibraryNames.COPIES) || message.contains(SUBSTITUTES)
                ? "it uses a part of the JDK that the engine does not control ("
                        + thrown.getClass().getSimpleName() + ": " + LibraryNames.scrubbed(message) + ")"
                : null;
    }
}
