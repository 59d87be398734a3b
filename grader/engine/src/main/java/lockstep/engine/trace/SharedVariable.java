package lockstep.engine.trace;

/**
 * What two threads can meet at: a field of one object, a static field, an element of one array, or what is inside of an
 * object that is not woven. Two are the same only if they are one object. What a variable answers holds for the whole
 * execution, so it is asked after its end.
 */
public interface SharedVariable {

    /** Returns the simple name of the class that declares it, or of its array's type. */
    String owner();

    /** Returns the field's name, or the index as a number. */
    String key();

    /** Returns whether it is an element of an array. */
    boolean isElement();

    /** Returns whether it is a static field. */
    boolean isStatic();

    /** Returns whether several threads have touched it and one of them has written. */
    boolean isContended();

    /** Returns whether accesses to it order what comes before and after them, as those to a volatile field do. */
    boolean isOrdering();
}
