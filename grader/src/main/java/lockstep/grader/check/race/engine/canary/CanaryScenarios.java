package lockstep.grader.check.race.engine.canary;

import lockstep.grader.check.race.Race;

/** What the specimens are asked. */
final class CanaryScenarios {

    void lostUpdate(Race race) {
        Specimens.Counter counter = new Specimens.LostUpdate();
        race.together(counter::increment, counter::increment);
        race.expect("get() after 2 increment()", 2L, counter.get());
    }

    void deadlock(Race race) {
        readWhileIncrementing(race, new Specimens.OppositeLocks());
    }

    void dataRace(Race race) {
        readWhileIncrementing(race, new Specimens.UnlockedRead());
    }

    void correct(Race race) {
        readWhileIncrementing(race, new Specimens.Correct());
    }

    private static void readWhileIncrementing(Race race, Specimens.Counter counter) {
        long[] seen = new long[1];
        race.together(counter::increment, () -> seen[0] = counter.get());
        race.expect("get() beside increment()", seen[0] == 0 || seen[0] == 1, "0 or 1", String.valueOf(seen[0]));
    }
}
