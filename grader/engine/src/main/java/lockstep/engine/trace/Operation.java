package lockstep.engine.trace;

import java.util.List;

/**
 * What a place in woven code does, as its class file says it. What an object's class adds to that of the declared type is
 * not known here: a call through {@code Lock} does not tell a read lock from a write lock.
 *
 * @param owner the class that is named there, with dots and dollar signs; of JDK classes the original's; empty where it
 *     says nothing
 * @param name the field's or the method's name; empty where there is none
 */
public record Operation(Kind kind, String owner, String name) {

    /** What places do. */
    public enum Kind {
        /** Reads or writes a field. */
        FIELD,
        /** Reads or writes an element of an array. */
        ELEMENT,
        /** Enters or leaves a monitor. */
        MONITOR,
        /** Calls a method. */
        CALL,
        /** Calls a constructor. */
        CREATION,
        /** Uses a class, which may have to be initialised first. */
        INITIALISATION,
        /** Ends a thread. */
        THREAD_END,
        /** Nothing that is known. */
        NONE
    }

    /** What the names of collections end with. */
    private static final List<String> COLLECTIONS = List.of("List", "Map", "Set", "Queue", "Deque", "Collection");

    public static final Operation NONE = new Operation(Kind.NONE, "", "");
    public static final Operation ELEMENT = new Operation(Kind.ELEMENT, "", "");
    public static final Operation MONITOR = new Operation(Kind.MONITOR, "", "");
    public static final Operation THREAD_END = new Operation(Kind.THREAD_END, "", "");

    /**
     * Returns the access of a field.
     *
     * @param owner with dots or slashes
     */
    public static Operation field(String owner, String name) {
        return new Operation(Kind.FIELD, owner.replace('/', '.'), name);
    }

    /**
     * Returns the first use of a class.
     *
     * @param type with dots or slashes
     */
    public static Operation initialisation(String type) {
        return new Operation(Kind.INITIALISATION, type.replace('/', '.'), "");
    }

    /**
     * Returns the call of a method or of a constructor.
     *
     * @param owner with dots or slashes
     * @param name the method's, or {@code <init>}
     */
    public static Operation call(String owner, String name) {
        boolean creates = name.equals("<init>");
        return new Operation(creates ? Kind.CREATION : Kind.CALL, owner.replace('/', '.'), creates ? "" : name);
    }

    /** Returns the owner without its package and without the classes around it. */
    public String simpleOwner() {
        return owner.substring(Math.max(owner.lastIndexOf('.'), owner.lastIndexOf('$')) + 1);
    }

    /** Returns whether it calls something: a method or a constructor. */
    public boolean isCall() {
        return kind == Kind.CALL || kind == Kind.CREATION;
    }

    /** Returns whether it calls a method of this class, given by its simple name, that begins like this. */
    public boolean calls(String type, String prefix) {
        return kind == Kind.CALL && simpleOwner().equals(type) && name.startsWith(prefix);
    }

    private boolean isOfLocks() {
        return kind == Kind.CALL && owner.startsWith("java.util.concurrent.locks.");
    }

    private boolean isOfLock() {
        return isOfLocks() && simpleOwner().endsWith("Lock");
    }

    /** Returns whether it is part of keeping others out: it enters a monitor, or takes or gives back a lock or a permit. */
    public boolean guards() {
        return kind == Kind.MONITOR
                || isOfLock() && name.contains("ock")
                || calls("Semaphore", "acquire")
                || calls("Semaphore", "tryAcquire");
    }

    /** Returns whether it keeps threads apart or lets them wait, and keeps no values. */
    public boolean synchronises() {
        return kind == Kind.MONITOR
                || isOfLocks()
                || kind == Kind.CALL && simpleOwner().equals("Semaphore");
    }

    /** Returns whether it changes who owns a lock: it takes one, gives one back, or waits on one of its conditions. */
    public boolean changesOwner() {
        return isOfLock() && name.contains("ock") || isOfLocks() && calls("Condition", "await");
    }

    /** Returns whether it asks for an exclusive lock and is told whether it has got it. */
    public boolean asksForLock() {
        return isOfLock() && name.equals("tryLock") && !simpleOwner().equals("ReadLock");
    }

    /** Returns whether it takes what has no owner, so that its holder may wait for itself. */
    public boolean takesOwnerless() {
        return calls("Semaphore", "acquire") || calls("StampedLock", "writeLock") || calls("StampedLock", "readLock");
    }

    /** Returns whether it gives back what has no owner. */
    public boolean givesOwnerless() {
        return calls("Semaphore", "release") || calls("StampedLock", "unlock");
    }

    /** Returns whether it is a call of what can keep threads apart; latches, pools and futures only order them. */
    public boolean keepsApart() {
        return isOfLocks()
                || kind == Kind.CALL
                        && (owner.startsWith("java.util.concurrent.atomic.")
                                || owner.startsWith("java.util.concurrent.")
                                        && (simpleOwner().contains("Queue")
                                                || simpleOwner().contains("Deque"))
                                || owner.equals("java.lang.invoke.VarHandle")
                                || simpleOwner().equals("Semaphore"));
    }

    /** Returns whether it calls a collection that is not made for several threads. */
    public boolean isOfPlainCollection() {
        return isCall()
                && owner.startsWith("java.util.")
                && owner.indexOf('.', "java.util.".length()) < 0
                && COLLECTIONS.stream().anyMatch(simpleOwner()::endsWith);
    }
}
