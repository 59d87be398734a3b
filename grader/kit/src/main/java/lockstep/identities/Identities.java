package lockstep.identities;

import java.io.IOException;
import java.util.List;

/**
 * Reports who ran each task: in which process, and in which thread. Calls, also at the same time, have threads, child
 * processes and reports of their own. What happens if a task throws, calls one of these methods, or interrupts the thread that
 * it runs in, is left open.
 */
public final class Identities {

    /**
     * Runs each task once in the calling thread, one after the other in their order. A task that is in the list twice is two
     * tasks, here and below.
     *
     * @return who ran each task, in the order of the tasks
     */
    public List<Identity> inOneThread(List<? extends Runnable> tasks) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Runs each task exactly once in new threads of this process, never in the calling one: no more than {@code threads} of
     * them in all, and that many at a time as long as there are enough tasks left. When the call returns, all tasks are
     * done, however long they took, and all its threads have ended; one that has only to end is fine. What happens if the
     * caller or one of its threads is interrupted is left open, and so is whether a {@code ForkJoinPool} adds a thread for
     * one that waits in a task.
     *
     * @return who ran each task, in the order of the tasks
     * @throws IllegalArgumentException if {@code threads < 1}
     */
    public List<Identity> inThreads(List<? extends Runnable> tasks, int threads) throws InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Starts so many child processes by {@link ChildJvm}, each of which runs {@link #main}, and asks them who they are. They
     * run at the same time: each is started whether or not those before it have printed anything. They may take hours to
     * print their line, and hours to end after that. When the call returns or throws, none of its children is alive, not even
     * one that takes no notice of {@link Process#destroy}, and all its threads have ended; one that has only to end is fine.
     * What happens if a child prints more than its pipe holds, or a number that no long can hold, is left open, and so is
     * whether output is taken that differs from what main prints by white space or a plus sign only.
     *
     * @return what each child has printed, in the order in which they were started
     * @throws IllegalArgumentException if {@code children < 1}
     * @throws IOException if a child cannot be started, exits with a status other than 0, or prints anything else than one
     *     line as {@link #main} does, with the id that its {@link Process#pid} says
     * @throws InterruptedException if the caller is interrupted while it waits; before that, and when it is about to throw
     *     anyway, an interrupt may leave the interrupt flag set instead
     */
    public List<Identity> inProcesses(int children) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * What a child process runs: prints the id of its process, a space, and the id of the thread that it is called in, on
     * one line, and nothing else.
     */
    public static void main(String[] arguments) {
        throw new UnsupportedOperationException("not written yet");
    }
}
