package lockstep.grader.check.race;

/** A scenario's method, ready to be called for one round. */
@FunctionalInterface
interface Scenario {
    void play(Race race) throws Throwable;
}
