package lockstep.engine;

/** What code under control can do besides being plain Java: let threads loose together, and choose. */
public interface Actors {

    /** One thread's part. */
    @FunctionalInterface
    interface Actor {
        void act() throws Exception;
    }

    /**
     * Runs each actor in a thread of its own, named A, B and so on, and returns when all have ended. Then the arbiter, which
     * is whatever follows, sees all that they did. What the first of them threw that threw anything is thrown here.
     */
    void together(Actor... actors);

    /** Returns a number from 0 to {@code count - 1}: each of them is tried, as one more thing that can go in several ways. */
    int oneOf(int count);
}
