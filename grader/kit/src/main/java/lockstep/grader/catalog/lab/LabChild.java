package lockstep.grader.catalog.lab;

/** What a child process of the lab runs: it sleeps. */
public final class LabChild {

    private LabChild() {}

    /** Called in the child with the time to sleep, in milliseconds. */
    public static void main(String[] arguments) throws InterruptedException {
        Thread.sleep(Long.parseLong(arguments[0]));
    }
}
