package lockstep.grader.author;

/** What happens inside a function that an operation was given, each time that it is called. */
@FunctionalInterface
public interface Inside {

    /** Notes what the function was given, and returns its result; or throws, waits, takes an hour. */
    <T> T gets(Object given, T result);
}
