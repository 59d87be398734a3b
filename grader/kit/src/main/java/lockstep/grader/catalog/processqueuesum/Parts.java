package lockstep.grader.catalog.processqueuesum;

import lockstep.grader.author.children.ScriptedChild;
import lockstep.processqueuesum.ProcessQueueSum;

/** What scripted children do that are as they should be. */
final class Parts {

    private Parts() {}

    /** Prints the partial sum and STOP, and returns the status of success. */
    static int playWell(ScriptedChild<Share> child) throws InterruptedException {
        child.print(child.assignment().sum());
        return stop(child);
    }

    /** Prints STOP and returns the status of success. */
    static int stop(ScriptedChild<Share> child) throws InterruptedException {
        child.print(ProcessQueueSum.STOP);
        return 0;
    }
}
