package lockstep.grader.cli;

import lockstep.grader.check.race.Race;

/** The kit's own race check; the engine knows scenarios by the end of their class's name. */
public final class SelfTestScenarios {

    /** Asked by the race engine. */
    public void race(Race race) {
        long[] value = new long[1];
        Object lock = new Object();
        Race.Actor increment = () -> {
            synchronized (lock) {
                value[0]++;
            }
        };
        race.together(increment, increment);
        race.expect("the value after two increments", 2L, value[0]);
    }
}
