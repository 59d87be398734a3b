package lockstep.grader.catalog.processqueuesum;

/** What a scripted child does from its start to its end. */
@FunctionalInterface
interface Script {

    /**
     * Plays the child's part.
     *
     * @return the exit status
     * @throws InterruptedException if the child was destroyed in the middle of it
     */
    int play(ScriptedChild child) throws InterruptedException;
}
