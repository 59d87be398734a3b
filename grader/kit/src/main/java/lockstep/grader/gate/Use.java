package lockstep.grader.gate;

import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * What a class of a submission refers to.
 *
 * @param owner the binary name of a type
 * @param member a method's or field's name, {@code new} for a constructor, empty for the type itself
 * @param parameters a method's parameters as in a list, {@code (int,String)}; empty for a field
 * @param location the line, or null where the class file has none
 */
record Use(
        Kind kind,
        String owner,
        String member,
        String parameters,
        @Nullable SourceLocation location) {

    /** In which way. */
    enum Kind {
        /** The type is named. */
        NAMES,
        /** The member is called, read, written or passed on. */
        USES,
        /** The type is extended or implemented. */
        EXTENDS,
        /** {@code owner} is the submission's class that declares the method. */
        DECLARES,
        /** A call site is linked by the method. */
        LINKS,
        /** Something that no list can allow: {@code member} says what. */
        NEVER
    }
}
