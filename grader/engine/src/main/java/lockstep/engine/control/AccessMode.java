package lockstep.engine.control;

/**
 * What a method of {@link java.lang.invoke.VarHandle} does to its variable.
 *
 * @param plain whether it orders nothing and may race
 * @param attempt whether it may fail, and says so
 */
record AccessMode(boolean reads, boolean writes, boolean acquires, boolean releases, boolean plain, boolean attempt) {

    static AccessMode of(String method) {
        boolean reads = !method.startsWith("set");
        boolean writes = !method.startsWith("get") || method.contains("And");
        boolean update = reads && writes;
        boolean weakest = method.endsWith("Opaque") || method.endsWith("Plain");
        boolean plain = method.equals("get") || method.equals("set") || method.endsWith("Plain");
        boolean volatileMode = method.endsWith("Volatile");
        boolean acquires = reads && !weakest && !plain && (update ? !method.endsWith("Release") : true);
        boolean releases = writes && !weakest && !plain && (update ? !method.endsWith("Acquire") : true);
        return new AccessMode(
                reads,
                writes,
                acquires || (reads && volatileMode),
                releases || (writes && volatileMode),
                plain && !update,
                update && method.contains("ompareAndSet"));
    }
}
