package lockstep.grader.catalog.identities;

import lockstep.identities.Identities;

/** What a child process runs that is to say which of its threads it is asked in: prints that thread's id first. */
public final class MainInOtherThread {

    private MainInOtherThread() {}

    /** Called in the child. */
    public static void main(String[] arguments) {
        Thread thread = new Thread(() -> Identities.main(arguments));
        System.out.println(thread.getId());
        thread.start();
    }
}
