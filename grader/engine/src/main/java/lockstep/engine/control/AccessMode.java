package lockstep.engine.control;

import org.jspecify.annotations.Nullable;

/**
 * What an access does to its variable, and how it is ordered with other accesses: the modes of
 * {@link java.lang.invoke.VarHandle}, which are also those of the atomic classes.
 *
 * <p>What follows from them here:
 *
 * <ul>
 *   <li>Two accesses of one variable are a data race if they are not ordered by happens-before (JLS 17.4.5), one of them
 *       writes, and one of them is plain. Opaque and stronger accesses are atomic and do not race with each other.
 *   <li>A release write hands over to an acquire read that sees it, also by way of read-modify-writes in between; any
 *       other write in between ends that. A volatile write hands over to all volatile reads that follow (JLS 17.4.4).
 *   <li>An opaque access orders nothing; neither does a plain one. Fences make up for it: what comes before a release
 *       fence is handed over by the writes after it, and taken over by an acquire fence after the read.
 *   <li>A plain write after a release fence, and a plain read before an acquire fence, are a data race by the letter of the
 *       JLS, which knows no fences; it is not counted, because the fences order what follows from it.
 * </ul>
 *
 * <p>Each execution is sequentially consistent: a weak access gives no old value here. A program that breaks by nothing but
 * an old value, without a data race, is not found: two threads that each write one opaque variable and read the other's.
 *
 * @param load how it reads; null if it does not
 * @param store how it writes; null if it does not
 * @param tells whether what it answers tells if it has changed anything: it may fail, or gives the value before
 * @param weak whether it may fail for no reason
 */
record AccessMode(@Nullable Strength load, @Nullable Strength store, boolean tells, boolean weak) {

    static final AccessMode VOLATILE_READ = new AccessMode(Strength.VOLATILE, null, false, false);
    static final AccessMode VOLATILE_WRITE = new AccessMode(null, Strength.VOLATILE, false, false);
    static final AccessMode VOLATILE_UPDATE = new AccessMode(Strength.VOLATILE, Strength.VOLATILE, false, false);

    /** In how far an access is ordered with others, from nothing to everything. */
    enum Strength {
        PLAIN,
        OPAQUE,
        /** Acquire for a read, release for a write. */
        ORDERED,
        VOLATILE
    }

    /** Returns the mode of a method of a {@code VarHandle}. */
    static AccessMode ofHandle(String method) {
        boolean weak = method.startsWith("weak");
        boolean tells = method.contains("ompareAndSet") || method.startsWith("getAndSet");
        boolean update = method.contains("And");
        boolean reads = update || method.startsWith("get");
        boolean writes = update || method.startsWith("set");
        return new AccessMode(
                reads ? strength(method, update, "Acquire") : null,
                writes ? strength(method, update, "Release") : null,
                tells,
                weak);
    }

    /** @param ordered how the name of a method ends that orders this side of the access */
    private static Strength strength(String method, boolean update, String ordered) {
        if (method.endsWith(ordered)) {
            return Strength.ORDERED;
        }
        if (method.endsWith("Volatile")) {
            return Strength.VOLATILE;
        }
        if (update) {
            // One that orders a single side, or none, is atomic all the same.
            boolean weaker = method.endsWith("Acquire") || method.endsWith("Release") || method.endsWith("Plain");
            return weaker ? Strength.OPAQUE : Strength.VOLATILE;
        }
        return method.endsWith("Opaque") ? Strength.OPAQUE : Strength.PLAIN;
    }

    /** Returns the mode of a method of an atomic class or of a field updater that is weaker than volatile. */
    static AccessMode ofAtomic(String method) {
        return switch (method) {
            case "lazySet" -> ofHandle("setRelease");
            // Its order is that of the plain one, in spite of its name.
            case "weakCompareAndSet" -> ofHandle("weakCompareAndSetPlain");
            default -> ofHandle(method);
        };
    }

    boolean isPlain() {
        return load == Strength.PLAIN || store == Strength.PLAIN;
    }
}
