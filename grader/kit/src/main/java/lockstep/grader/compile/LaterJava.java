package lockstep.grader.compile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came to the JDK after Java 17 and students take for granted, by name. The names are the JDK's, from the
 * {@code @since} tags of its documentation; a name that is not here is told as any unknown one.
 */
final class LaterJava {

    private static final String KIT = ", and the kit compiles as Java 17: ";
    private static final Map<String, String> NAMES = names();

    private LaterJava() {}

    /** Returns since when the JDK has a method or class of this name, and what to write instead. */
    static Optional<String> ofName(String name) {
        return Optional.ofNullable(NAMES.get(name));
    }

    /** Returns the same for what only a later Java can do with what Java 17 has as well, from the compiler's text. */
    static Optional<String> ofUse(String message) {
        if (message.contains("try-with-resources")
                && message.contains("AutoCloseable")
                && message.contains("Executor")) {
            return Optional.of("An ExecutorService can stand in a try ( ) since Java 19" + KIT
                    + "create it before the try, and in a finally call shutdown() and awaitTermination(...).");
        }
        if (message.contains("Duration cannot be converted to long")) {
            return Optional.of(
                    "Thread.sleep and join take a Duration since Java 19" + KIT + "hand in its milliseconds.");
        }
        return Optional.empty();
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        since(names, 21, "write get(0).", "getFirst");
        since(names, 21, "write get(size() - 1).", "getLast");
        since(names, 21, "write remove(0) or remove(size() - 1).", "removeFirst", "removeLast");
        since(names, 21, "write add(0, value) or add(value).", "addFirst", "addLast");
        since(names, 21, "walk from size() - 1 down to 0, or call Collections.reverse on a copy.", "reversed");
        since(names, 21, "use List, Deque, Set or Map.", "SequencedCollection", "SequencedSet", "SequencedMap");
        since(names, 21, "write Math.max(low, Math.min(value, high)).", "clamp");
        since(
                names,
                21,
                "there are no virtual threads; write new Thread(task) and start().",
                "ofVirtual",
                "ofPlatform",
                "startVirtualThread",
                "isVirtual");
        since(
                names,
                21,
                "there are no virtual threads; write Executors.newFixedThreadPool(n).",
                "newVirtualThreadPerTaskExecutor",
                "newThreadPerTaskExecutor");
        since(names, 19, "write getId().", "threadId");
        since(names, 19, "write get(), which throws what the task threw.", "resultNow", "exceptionNow");
        since(names, 19, "write new HashMap<>() or new HashSet<>().", "newHashMap", "newHashSet");
        since(names, 25, "write System.out.println.", "IO");
        since(
                names,
                25,
                "use an ExecutorService, and pass values as parameters.",
                "StructuredTaskScope",
                "ScopedValue");
        return names;
    }

    private static void since(Map<String, String> names, int release, String instead, String... ofOne) {
        for (String name : ofOne) {
            names.put(name, "The JDK has " + name + " since Java " + release + KIT + instead);
        }
    }
}
