package lockstep.grader.author.children;

/**
 * What a scripted child does from its start to its end.
 *
 * @param <A> what its parent asks of it
 */
@FunctionalInterface
public interface Script<A> {

    /**
     * Plays the child's part.
     *
     * @return the exit status
     * @throws InterruptedException if the child was destroyed in the middle of it
     */
    int play(ScriptedChild<A> child) throws InterruptedException;
}
