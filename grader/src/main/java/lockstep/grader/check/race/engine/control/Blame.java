package lockstep.grader.check.race.engine.control;

import org.jspecify.annotations.Nullable;

/** Tells what the engine itself is to blame for from what a submission does wrong. */
public final class Blame {

    private static final String ENGINE = "lockstep.grader.check.race.engine.";

    private Blame() {}

    /**
     * Returns why a throwable comes from the copies of the JDK's classes, which are not complete, or null if it does
     * not. A class of the submission that cannot be linked looks the same; then real threads decide.
     */
    public static @Nullable String ofEngine(Throwable thrown) {
        Throwable t = thrown;
        for (int depth = 0; t != null && depth < 10; depth++) {
            if (t instanceof TooLongError) {
                return String.valueOf(t.getMessage());
            }
            String message = String.valueOf(t.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replace('/', '.');
            boolean namesCopy = message.contains(LibraryNames.COPIES) || message.contains(ENGINE);
            boolean mixesUp = t instanceof ClassCastException
                    || t instanceof ArrayStoreException
                    || t instanceof IllegalAccessException
                    || t instanceof NoSuchMethodException;
            if (t instanceof LinkageError || (namesCopy && mixesUp)) {
                return "it uses a part of the JDK that the engine does not control ("
                        + t.getClass().getSimpleName() + ": " + LibraryNames.scrubbed(message) + ")";
            }
            t = t.getCause();
        }
        return null;
    }
}
