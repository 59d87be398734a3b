package lockstep.engine.jdk;

import java.util.List;
import java.util.stream.Stream;
import lockstep.engine.control.ThreadHooks;

/** Stands for the doors between the JDK's packages, as far as woven copies go through them. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class SharedSecrets {

    private SharedSecrets() {}

    public static LangAccess getJavaLangAccess() {
        return new LangAccess() {};
    }

    public static CollectionAccess getJavaUtilCollectionAccess() {
        return new CollectionAccess() {};
    }

    public static RandomAccess getJavaUtilConcurrentTLRAccess() {
        return new RandomAccess() {};
    }

    public static void setJavaUtilConcurrentFJPAccess(PoolAccess access) {}

    /** What copies ask of {@code java.lang}. */
    public interface LangAccess {
        default Thread currentCarrierThread() {
            return ThreadHooks.currentThread(-1);
        }
    }

    /** What copies ask of {@code java.util}. */
    public interface CollectionAccess {
        @SuppressWarnings("unchecked")
        default <E> List<E> listFromTrustedArray(Object[] elements) {
            return (List<E>) List.of(elements);
        }

        @SuppressWarnings("unchecked")
        default <E> List<E> listFromTrustedArrayNullsAllowed(Object[] elements) {
            return (List<E>) Stream.of(elements).toList();
        }
    }

    /** What copies ask of random numbers per thread. */
    public interface RandomAccess {
        default int getThreadLocalRandomProbe() {
            return ThreadLocalRandom.getProbe();
        }

        default int advanceThreadLocalRandomProbe(int probe) {
            return ThreadLocalRandom.advanceProbe(probe);
        }
    }

    /** What others ask of fork-join pools; nobody does here. */
    public interface PoolAccess {}
}
