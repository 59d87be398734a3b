package lockstep.grader.compile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to write in Java 17 instead of what came with a later release, for what students take for granted. */
final class LaterJava {

    private static final String COURSE = "; this course compiles for 17";
    private static final Pattern LANGUAGE = Pattern.compile("(?s)^(.+?) (?:is|are)"
            + " (?:not supported in -source \\d+.*use -source (\\d+) or higher|a preview feature)");
    private static final Map<String, String> INSTEAD = instead();

    private LaterJava() {}

    /** Returns with which release it came, and what to write instead where that is known. */
    static String came(Clue.Later later) {
        String name = later.name().equals("<init>") ? "This constructor" : later.name();
        String instead = INSTEAD.get(later.name());
        return name + " came with Java " + later.release() + COURSE + (instead == null ? "." : ": " + instead);
    }

    /** Returns the same for what only a later Java can do with what Java 17 has as well, from the compiler's text. */
    static Optional<String> ofUse(String message) {
        if (message.contains("try-with-resources")
                && message.contains("AutoCloseable")
                && message.contains("Executor")) {
            return Optional.of("An ExecutorService in a try ( ) came with Java 19" + COURSE
                    + ": create it before the try, and in a finally call shutdown() and awaitTermination(...).");
        }
        Matcher later = LANGUAGE.matcher(message);
        if (later.find()) {
            // Java 17 itself tries out nothing in the language but patterns in switch.
            String release = later.group(2) == null ? "21" : later.group(2);
            String what = later.group(1);
            return Optional.of(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + " came with Java "
                    + release + COURSE + ".");
        }
        if (message.contains("Duration cannot be converted to long")) {
            return Optional.of(
                    "sleep(Duration) and join(Duration) came with Java 19" + COURSE + ": hand in its milliseconds.");
        }
        return Optional.empty();
    }

    private static Map<String, String> instead() {
        Map<String, String> instead = new HashMap<>();
        write(instead, "write get(0).", "getFirst");
        write(instead, "write get(size() - 1).", "getLast");
        write(instead, "write remove(0) or remove(size() - 1).", "removeFirst", "removeLast");
        write(instead, "write add(0, value) or add(value).", "addFirst", "addLast");
        write(instead, "walk from size() - 1 down to 0, or call Collections.reverse on a copy.", "reversed");
        write(instead, "use List, Deque, Set or Map.", "SequencedCollection", "SequencedSet", "SequencedMap");
        write(instead, "write Math.max(low, Math.min(value, high)).", "clamp");
        write(
                instead,
                "there are no virtual threads; write new Thread(task) and start().",
                "ofVirtual",
                "ofPlatform",
                "startVirtualThread",
                "isVirtual");
        write(
                instead,
                "there are no virtual threads; write Executors.newFixedThreadPool(n).",
                "newVirtualThreadPerTaskExecutor",
                "newThreadPerTaskExecutor");
        write(instead, "call shutdown() and awaitTermination(...).", "close");
        write(instead, "write getId().", "threadId");
        write(instead, "write get(), which throws what the task threw.", "resultNow", "exceptionNow");
        write(instead, "write new HashMap<>() or new HashSet<>().", "newHashMap", "newHashSet");
        write(instead, "write System.out.println.", "IO");
        write(instead, "pass values as parameters.", "ScopedValue");
        return instead;
    }

    private static void write(Map<String, String> all, String instead, String... ofOne) {
        for (String name : ofOne) {
            all.put(name, instead);
        }
    }
}
