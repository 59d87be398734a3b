package lockstep.grader.catalog.lab;

/** A static field, which is there once in each process. */
final class Shared {

    static int value;

    private Shared() {}
}
