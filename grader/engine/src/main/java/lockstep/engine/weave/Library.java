package lockstep.engine.weave;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.engine.control.LibraryNames;
import org.jspecify.annotations.Nullable;

/**
 * Which JDK classes woven code meets as copies. The copies are made from the running JDK's own class files, so they
 * behave as that JDK documents; only what they stand on (parking, compare-and-set, starting threads) is the engine's.
 *
 * <p>Interfaces and exceptions stay as they are wherever possible: code that is not woven knows them too.
 */
final class Library {

    /** The copies' names are the originals' behind this. */
    static final String PREFIX = LibraryNames.prefix();

    private static final String UTIL = "java/util/";
    private static final String JUC = "java/util/concurrent/";
    private static final String STREAMS = "java/util/stream/";
    private static final String JDK = "lockstep/engine/jdk/";
    /** Substitutes that are written with the library itself, and so woven like it. */
    private static final String WOVEN_JDK = JDK + "woven/";

    static final String PER_EXECUTION = WOVEN_JDK + "PerExecution";
    static final String PARALLEL_STREAMS = WOVEN_JDK + "ParallelStreams";
    static final String LIST_OF_ARRAY = WOVEN_JDK + "ListOfArray";

    private static final Set<String> KEPT = Stream.of(
                    "Callable",
                    "Executor",
                    "ExecutorService",
                    "ScheduledExecutorService",
                    "Future",
                    "Future$State",
                    "RunnableFuture",
                    "ScheduledFuture",
                    "RunnableScheduledFuture",
                    "Delayed",
                    "BlockingQueue",
                    "BlockingDeque",
                    "TransferQueue",
                    "ConcurrentMap",
                    "ConcurrentNavigableMap",
                    "ThreadFactory",
                    "TimeUnit",
                    "TimeUnit$1",
                    "locks/Lock",
                    "locks/Condition",
                    "locks/ReadWriteLock")
            .map(name -> JUC + name)
            .collect(Collectors.toSet());

    /** What is not woven hands out streams, too; the pipelines behind them are copied, which fork tasks. */
    private static final Set<String> KEPT_OF_STREAMS = Set.of(
            "BaseStream", "Stream", "IntStream", "LongStream", "DoubleStream", "Collector", "Gatherer", "Gatherers");

    private static final Set<String> COLLECTIONS = Stream.of(
                    "AbstractCollection",
                    "AbstractList",
                    "AbstractSequentialList",
                    "AbstractSet",
                    "AbstractQueue",
                    "AbstractMap",
                    "ArrayList",
                    "LinkedList",
                    "ArrayDeque",
                    "PriorityQueue",
                    "HashMap",
                    "LinkedHashMap",
                    "TreeMap",
                    "HashSet",
                    "LinkedHashSet",
                    "TreeSet",
                    "Vector",
                    "Stack")
            .map(name -> UTIL + name)
            .collect(Collectors.toSet());

    private static final Set<String> OTHERS = Set.of(
            "java/util/Timer",
            "java/util/TimerTask",
            "java/util/TimerThread",
            "java/util/TaskQueue",
            "java/util/Hashtable",
            "java/util/ArrayPrefixHelpers",
            "java/io/PipedInputStream",
            "java/io/PipedOutputStream",
            "java/io/PipedReader",
            "java/io/PipedWriter");

    /**
     * Fields in which maps keep their views. A view is stateless and its fields are final, so a race on them is benign: two
     * threads that read a map may make a view each (the comment at {@code AbstractMap.keySet} says so).
     */
    private static final Set<String> VIEWS = Set.of(
            "AbstractMap.keySet",
            "AbstractMap.values",
            "HashMap.entrySet",
            "TreeMap.entrySet",
            "TreeMap.navigableKeySet",
            "TreeMap.descendingMap",
            "TreeMap$NavigableSubMap.entrySetView",
            "TreeMap$NavigableSubMap.navigableKeySetView",
            "TreeMap$NavigableSubMap.descendingMapView");

    private static final Map<String, String> SUBSTITUTES = Map.ofEntries(
            Map.entry("jdk/internal/misc/Unsafe", JDK + "Unsafe"),
            Map.entry("jdk/internal/access/SharedSecrets", JDK + "SharedSecrets"),
            Map.entry("jdk/internal/access/JavaUtilCollectionAccess", JDK + "SharedSecrets$CollectionAccess"),
            Map.entry("jdk/internal/access/JavaLangAccess", JDK + "SharedSecrets$LangAccess"),
            Map.entry("jdk/internal/access/JavaUtilConcurrentTLRAccess", JDK + "SharedSecrets$RandomAccess"),
            Map.entry("jdk/internal/access/JavaUtilConcurrentFJPAccess", JDK + "SharedSecrets$PoolAccess"),
            Map.entry("jdk/internal/util/ArraysSupport", JDK + "ArraysSupport"),
            Map.entry("jdk/internal/vm/SharedThreadContainer", WOVEN_JDK + "SharedThreadContainer"),
            Map.entry("jdk/internal/vm/ThreadContainer", WOVEN_JDK + "SharedThreadContainer"),
            Map.entry("jdk/internal/ref/CleanerFactory", WOVEN_JDK + "CleanerFactory"),
            Map.entry("java/lang/ref/Cleaner", WOVEN_JDK + "CleanerFactory$Cleaner"),
            Map.entry("java/lang/ref/Cleaner$Cleanable", WOVEN_JDK + "CleanerFactory$Cleanable"),
            Map.entry("java/lang/ThreadLocal", JDK + "ThreadLocal"),
            Map.entry("java/lang/InheritableThreadLocal", JDK + "InheritableThreadLocal"),
            Map.entry(JUC + "ThreadLocalRandom", JDK + "ThreadLocalRandom"),
            Map.entry(JUC + "locks/LockSupport", JDK + "LockSupport"),
            Map.entry(JUC + "atomic/AtomicIntegerFieldUpdater", JDK + "IntegerUpdater"),
            Map.entry(JUC + "atomic/AtomicLongFieldUpdater", JDK + "LongUpdater"),
            Map.entry(JUC + "atomic/AtomicReferenceFieldUpdater", JDK + "ReferenceUpdater"),
            Map.entry(JUC + "atomic/LongAdder", WOVEN_JDK + "LongAdder"),
            Map.entry(JUC + "atomic/DoubleAdder", WOVEN_JDK + "DoubleAdder"),
            Map.entry(JUC + "atomic/LongAccumulator", WOVEN_JDK + "LongAccumulator"),
            Map.entry(JUC + "atomic/DoubleAccumulator", WOVEN_JDK + "DoubleAccumulator"),
            Map.entry(JUC + "ThreadPerTaskExecutor", WOVEN_JDK + "ThreadPerTaskExecutor"));

    /** Static fields of the JDK that hold threads or count them, and what stands for each in an execution. */
    private static final Map<String, String> KEPT_BY_EXECUTION = Map.of(
            "ForkJoinPool.common", "commonPool",
            "CompletableFuture.ASYNC_POOL", "commonPool",
            "SubmissionPublisher.ASYNC_POOL", "commonPool",
            "CompletableFuture$Delayer.delayer", "delayer",
            "Executors$DefaultThreadFactory.poolNumber", "poolNumber",
            "Timer.nextSerialNumber", "timerNumber");

    private Library() {}

    /** Returns the name by which woven code knows a class. */
    static String rename(String name, boolean insideLibrary) {
        String substitute = SUBSTITUTES.get(name);
        if (substitute != null) {
            return substitute;
        }
        boolean copied = isCopied(name) || (insideLibrary && name.startsWith("jdk/internal/"));
        return copied ? PREFIX + name : name;
    }

    private static boolean isCopied(String name) {
        if (name.startsWith(JUC)) {
            return !KEPT.contains(name) && !name.endsWith("Exception");
        }
        String outer = outermost(name);
        if (name.startsWith(STREAMS)) {
            return !KEPT_OF_STREAMS.contains(outer.substring(STREAMS.length()));
        }
        return COLLECTIONS.contains(outer) || OTHERS.contains(outer) || name.startsWith("java/util/Collections$");
    }

    private static String outermost(String name) {
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    /** Returns whether calls of this class from a submission are calls into the library. */
    static boolean isLibrary(String owner) {
        return owner.startsWith("java/io/Piped")
                || owner.startsWith("java/lang/ref/Cleaner")
                || owner.startsWith("java/util/")
                        && !owner.startsWith("java/util/function/")
                        && !owner.startsWith("java/util/stream/")
                        && !owner.startsWith("java/util/Optional")
                        && !owner.startsWith("java/util/Objects");
    }

    /** Returns the original's name of a class of the library, or the name itself. */
    static String original(String woven) {
        return woven.startsWith(PREFIX) ? woven.substring(PREFIX.length()) : woven;
    }

    /** Returns whether the library's loader defines the class of this name. */
    static boolean defines(String woven) {
        return woven.startsWith(PREFIX) || woven.startsWith(WOVEN_JDK);
    }

    /** Returns whether a class is woven at all, by its original's name. */
    static boolean isWoven(String original) {
        return original.startsWith(WOVEN_JDK) || isCopied(original);
    }

    /** Collectors add to containers that do not synchronise, such as an array of one number. */
    static ClassKind kind(String original) {
        return (COLLECTIONS.contains(outermost(original)) && !isLegacy(original))
                        || outermost(original).equals(STREAMS + "Collectors")
                        || original.equals(LIST_OF_ARRAY)
                ? ClassKind.COLLECTION
                : ClassKind.SYNCHRONISER;
    }

    /** Their methods are synchronised. */
    private static boolean isLegacy(String original) {
        String outer = outermost(original);
        return outer.equals("java/util/Vector") || outer.equals("java/util/Stack");
    }

    /** Returns whether a field of a copied class keeps a view of its object. */
    static boolean keepsView(String declarer, String field) {
        return declarer.startsWith(UTIL) && VIEWS.contains(declarer.substring(UTIL.length()) + "." + field);
    }

    /** Returns the descriptor of what a method that stands for a static field returns. */
    static String perExecutionType(String method) {
        return switch (method) {
            case "commonPool" -> "L" + JUC + "ForkJoinPool;";
            case "delayer" -> "L" + JUC + "ScheduledThreadPoolExecutor;";
            default -> "L" + JUC + "atomic/AtomicInteger;";
        };
    }

    /** Returns the method that stands for a static field of the JDK that outlives the executions, or null. */
    static @Nullable String perExecution(String owner, String field) {
        return KEPT_BY_EXECUTION.get(owner.substring(owner.lastIndexOf('/') + 1) + "." + field);
    }
}
