package lockstep.engine.canary;

import lockstep.engine.Actors;

/** What the specimens are asked. */
final class CanaryScenarios {

    void lostUpdate(Actors actors) {
        Specimens.Counter counter = new Specimens.LostUpdate();
        actors.together(counter::increment, counter::increment);
        expect(counter.get() == 2);
    }

    void deadlock(Actors actors) {
        readWhileIncrementing(actors, new Specimens.OppositeLocks());
    }

    void dataRace(Actors actors) {
        readWhileIncrementing(actors, new Specimens.UnlockedRead());
    }

    void correct(Actors actors) {
        readWhileIncrementing(actors, new Specimens.Correct());
    }

    private static void readWhileIncrementing(Actors actors, Specimens.Counter counter) {
        long[] seen = new long[1];
        actors.together(counter::increment, () -> seen[0] = counter.get());
        expect(seen[0] == 0 || seen[0] == 1);
    }

    private static void expect(boolean right) {
        if (!right) {
            throw new AssertionError("a wrong result");
        }
    }
}
