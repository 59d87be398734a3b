package lockstep.grader.compile;

/** What is known about an error beyond the compiler's message. */
sealed interface Clue {

    /** Nothing. */
    record None() implements Clue {}

    /**
     * A name that is there is nearly the one that was not found.
     *
     * @param name as it is written: a method's with its brackets
     * @param toImport its full name where it is a class that has to be imported, or else empty
     */
    record Meant(String name, String toImport) implements Clue {}

    /** A class of this simple name is there, but not imported. */
    record NotImported(String fullName) implements Clue {}

    /**
     * A later release of the JDK has it.
     *
     * @param name of a type, a method or a field
     * @param release the first one that has it
     */
    record Later(String name, int release) implements Clue {}

    /** A condition assigns where it may have been meant to compare. */
    record Assignment() implements Clue {}
}
