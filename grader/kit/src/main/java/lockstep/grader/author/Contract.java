package lockstep.grader.author;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import lockstep.engine.Actors;

/**
 * A sentence of an exercise's contract, with the cases that are derived from it. A static field of this type with
 * {@link lockstep.grader.exercise.Check} is a check: it fails by the first case that fails.
 */
@FunctionalInterface
public interface Contract {

    /**
     * Returns the cases, the simplest first: the same ones each time, none of which has touched the submission yet.
     *
     * @param seeds what adds cases to those without any, behind them
     */
    List<Case> cases(Seeds seeds);

    /** Returns the contract in a field of this class. */
    static Contract in(String className, String field) {
        return (Contract) valueOf(className, field);
    }

    /** Returns what a static field holds. */
    static Object valueOf(String className, String field) {
        try {
            Field declared = Class.forName(className).getDeclaredField(field);
            declared.setAccessible(true);
            return Objects.requireNonNull(declared.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no contract " + className + "." + field, e);
        }
    }

    /**
     * Plays one case of a contract. Called under control, where all classes of the kit that play are others.
     *
     * @param nanos the seeds' durations
     */
    static void play(
            String className, String field, int number, long[] numbers, long[] nanos, Actors actors, String pace)
            throws Exception {
        in(className, field)
                .cases(Seeds.of(numbers, nanos))
                .get(number)
                .play()
                .on(new Stage(actors, Stage.Pace.valueOf(pace)));
    }
}
