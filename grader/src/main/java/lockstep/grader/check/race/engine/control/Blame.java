package lockstep.grader.check.race.engine.control;

import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.probe.Thrown;
import org.jspecify.annotations.Nullable;

/** Tells what the engine itself is to blame for from what a submission does wrong. */
public final class Blame {

    private static final String ENGINE = "lockstep.grader.check.race.engine.";
    private static final String COPIES = "controlled.";

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
                .filter(Blame::isOfEngine)
                .map(it -> "it uses a part of the JDK that the engine does not control (" + it.simpleName() + ": "
                        + it.message() + ")")
                .findFirst()
                .orElse(null);
    }

    private static boolean isOfEngine(Thrown thrown) {
        return thrown.isA(LinkageError.class)
                || MIXED_UP.stream().anyMatch(thrown::isA)
                        && Stream.of(COPIES, ENGINE).anyMatch(thrown.message().replace('/', '.')::contains);
    }
}
