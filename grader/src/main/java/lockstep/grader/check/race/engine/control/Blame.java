package lockstep.grader.check.race.engine.control;

import java.util.List;
import java.util.Optional;
import lockstep.grader.probe.Thrown;
import org.jspecify.annotations.Nullable;

/** Tells what the engine itself is to blame for from what a submission does wrong. */
public final class Blame {

    private static final String ENGINE = "lockstep.grader.check.race.engine.";

    private static final List<Class<? extends Throwable>> MIXED_UP = List.of(
            ClassCastException.class,
            ArrayStoreException.class,
            IllegalAccessException.class,
            NoSuchMethodException.class);

    private Blame() {}

    /**
     * Returns why a throwable comes from the copies of the JDK's classes, which are not complete, or null if it does
     * not. A class of the submission that cannot be linked looks the same; then real threads decide.
     */
    public static @Nullable String ofEngine(Throwable thrown) {
        return Thrown.of(thrown)
                .chain()
                .flatMap(each -> Optional.ofNullable(why(each)).stream())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String why(Thrown thrown) {
        if (thrown.isA(TooLongError.class)) {
            return thrown.message();
        }
        boolean linkage = thrown.isA(LinkageError.class);
        if (!linkage && MIXED_UP.stream().noneMatch(thrown::isA)) {
            return null;
        }
        String message = thrown.message().lines().findFirst().orElse("").replace('/', '.');
        return linkage || message.contains(LibraryNames.COPIES) || message.contains(ENGINE)
                ? "it uses a part of the JDK that the engine does not control (" + thrown.simpleName() + ": "
                        + LibraryNames.scrubbed(message) + ")"
                : null;
    }
}
