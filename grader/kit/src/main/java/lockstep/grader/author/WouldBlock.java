package lockstep.grader.author;

/** Says of an operation on a model that it has to wait: in the object's present state nobody can finish it. */
public final class WouldBlock extends RuntimeException {

    private static final long serialVersionUID = 1;

    private WouldBlock() {
        super("the operation waits", null, false, false);
    }

    /** Goes on if the operation is ready to be done. It must not have changed the model before. */
    public static void unless(boolean ready) {
        if (!ready) {
            throw new WouldBlock();
        }
    }
}
