package lockstep.grader.check.race;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import lockstep.grader.author.Encounter;
import lockstep.grader.author.Overlap;
import lockstep.grader.probe.ThrownBySubmission;

/** Plays contracts of calls that overlap as scenarios: one of their encounters at a time, on fresh objects. */
public final class Overlaps {

    private Overlaps() {}

    /**
     * Returns what plays the contract in a field of this class.
     *
     * @param inOrder whether one thread moves at a time
     */
    public static Consumer<Race> in(String className, String field, boolean inOrder) {
        Overlap overlap = Overlap.in(className, field);
        return race -> play(overlap, race, inOrder);
    }

    private static void play(Overlap overlap, Race race, boolean inOrder) {
        Encounter encounter =
                overlap.encounters().get(race.oneOf(overlap.encounters().size()));
        Encounter.Attempt bystander = encounter.begin(true);
        bystander.observe();
        Subjects<Encounter.Attempt> attempts = race.usedOnce(() -> encounter.begin(inOrder));
        race.together(IntStream.range(0, encounter.threads())
                .mapToObj(thread -> attempts.each(attempt -> attempt.act(thread)))
                .toArray(Race.Actor[]::new));
        bystander.observe();
        // Where all objects share one state, these are not the calls on one of them; another check asks for that.
        if (inOrder || bystander.isUntouched()) {
            attempts.forEach(attempt -> look(attempt, race));
        }
    }

    private static void look(Encounter.Attempt attempt, Race race) {
        attempt.end();
        boolean permitted = attempt.isPermitted();
        ThrownBySubmission threw = permitted ? null : attempt.threw();
        if (threw != null) {
            throw threw;
        }
        race.expect(attempt.observed(), permitted ? null : attempt.wrong());
    }
}
