package lockstep.grader.catalog.identities;

import lockstep.grader.probe.Boundary;
import lockstep.identities.Identities;

/** What a child process runs that calls the submission's main in another thread than its first: prints that one's id before. */
public final class SubmittedMain {

    private SubmittedMain() {}

    /** Called in the child. */
    public static void main(String[] arguments) {
        Thread thread = new Thread(() -> Boundary.call(() -> {
            Identities.main(arguments);
            return arguments;
        }));
        System.out.println(thread.getId());
        thread.start();
    }
}
