package lockstep.engine.suite;

import lockstep.engine.Actors;

/** Two programs that differ by the one thing that matters: one is correct, the other has the {@link Bug}. */
@FunctionalInterface
public interface Twins {

    /**
     * Plays one of the two. What it throws is its failure.
     *
     * @param right whether it is the correct one
     */
    void play(Actors actors, boolean right) throws Exception;
}
