package lockstep.engine.search;

import lockstep.engine.control.RacePair;

/**
 * Which data races cost nothing. The rule: a race between two writes is benign in an execution in which nobody reads the
 * variable, neither before nor after, because what was written cannot have reached a result. If another order has a
 * reader, the race is judged there. Each race with a read counts, also where the value happens to be right: the Java
 * Language Specification lets the read give an old value, for ever.
 */
public final class BenignRaces {

    private BenignRaces() {}

    /** Returns whether a race counts. */
    public static boolean matters(RacePair race) {
        return !race.first().write()
                || !race.second().write()
                || race.variable().isRead();
    }
}
