package lockstep.engine;

import java.util.function.Predicate;

/**
 * Which classes are under control, by their names with dots. All others, and what they do, are one step to the engine.
 *
 * @param tested classes under test: each access that another thread could see is a scheduling point
 * @param playing classes that take part and are not under test: they wait and start threads, and are not suspected of races
 */
public record Weaving(Predicate<String> tested, Predicate<String> playing) {

    /** Returns whether a class is under test; one that plays is not. */
    public boolean tests(String className) {
        return tested.test(className) && !playing.test(className);
    }

    /** Returns whether a class is under control. */
    public boolean includes(String className) {
        return playing.test(className) || tested.test(className);
    }
}
