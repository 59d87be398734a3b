package lockstep.grader.compile;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The platform's types that solutions of these exercises usually import. */
final class KnownTypes {

    private static final Map<String, String> PACKAGES = Map.ofEntries(
            names(
                    "java.util",
                    "List ArrayList LinkedList Map HashMap TreeMap Set HashSet Collection Collections Arrays Iterator Queue"
                            + " Deque ArrayDeque Objects Optional Random Scanner NoSuchElementException"),
            names(
                    "java.util.concurrent",
                    "ExecutorService Executors Executor Future Callable TimeUnit ExecutionException TimeoutException"
                            + " CompletableFuture CompletionException CompletionService ExecutorCompletionService FutureTask"
                            + " ThreadPoolExecutor ForkJoinPool RecursiveTask RecursiveAction ForkJoinTask ThreadFactory"
                            + " CountDownLatch CyclicBarrier BrokenBarrierException Phaser Semaphore BlockingQueue"
                            + " LinkedBlockingQueue ArrayBlockingQueue LinkedBlockingDeque BlockingDeque SynchronousQueue"
                            + " PriorityBlockingQueue LinkedTransferQueue TransferQueue ConcurrentHashMap"
                            + " ConcurrentLinkedQueue CopyOnWriteArrayList ThreadLocalRandom CancellationException"),
            names(
                    "java.util.concurrent.locks",
                    "Lock ReentrantLock ReadWriteLock ReentrantReadWriteLock Condition StampedLock"),
            names(
                    "java.util.concurrent.atomic",
                    "AtomicLong AtomicInteger AtomicBoolean AtomicReference LongAdder AtomicLongArray AtomicIntegerArray"),
            names(
                    "java.util.function",
                    "Function LongUnaryOperator LongBinaryOperator Supplier Consumer Predicate BiFunction UnaryOperator"),
            names("java.util.stream", "Stream IntStream LongStream Collectors"),
            names(
                    "java.io",
                    "IOException UncheckedIOException BufferedReader InputStreamReader InputStream PrintStream"),
            names("java.nio.charset", "StandardCharsets Charset"));

    private static final Map<String, String> BY_SIMPLE_NAME = PACKAGES.entrySet().stream()
            .flatMap(entry -> Arrays.stream(entry.getValue().split(" ")).map(name -> entry.getKey() + "." + name))
            .collect(Collectors.toMap(name -> name.substring(name.lastIndexOf('.') + 1), Function.identity()));

    private static final Map<String, String> CREATED_BY = Map.of(
            "ExecutorService", "Executors.newFixedThreadPool(n)",
            "Executor", "Executors.newFixedThreadPool(n)",
            "Lock", "new ReentrantLock()",
            "ReadWriteLock", "new ReentrantReadWriteLock()",
            "Condition", "lock.newCondition()",
            "BlockingQueue", "new LinkedBlockingQueue<>()",
            "Queue", "new ArrayDeque<>()",
            "List", "new ArrayList<>()",
            "Map", "new HashMap<>()",
            "Process", "ChildJvm.start(...)");

    private KnownTypes() {}

    /** Returns the packages of these types and others from which programs of students may import. */
    static Stream<String> packages() {
        return Stream.concat(PACKAGES.keySet().stream().sorted(), Stream.of("java.nio.file", "java.time", "java.math"));
    }

    /** Returns the names to import, by simple name. */
    static Map<String, String> bySimpleName() {
        return BY_SIMPLE_NAME;
    }

    /** Returns the expression by which an object of an interface is usually created. */
    static Optional<String> howToCreate(String simpleName) {
        return Optional.ofNullable(CREATED_BY.get(simpleName));
    }

    private static Map.Entry<String, String> names(String packageName, String simpleNames) {
        return Map.entry(packageName, simpleNames);
    }
}
