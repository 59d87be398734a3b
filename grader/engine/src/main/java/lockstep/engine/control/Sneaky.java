package lockstep.engine.control;

/** Throws what others have thrown, whatever it is. */
public final class Sneaky {

    private Sneaky() {}

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <X extends Throwable> X rethrow(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
