package lockstep.grader.gate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Why something is not allowed, and what to do instead. */
record Instead(String because, String instead) {

    private static final Instead UNKNOWN = new Instead(
            "it is not among what the exercises may use",
            "Write it with what is allowed: exercises/ALLOWED.md has the list. If you think that it belongs there, ask"
                    + " your instructor.");

    /** Reads {@code instead.txt}: a beginning of names, why not, what instead. */
    static Map<String, Instead> parse(List<String> lines) {
        Map<String, Instead> all = new TreeMap<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(": ", 2);
                String[] texts = parts[1].split(" => ", 2);
                all.put(parts[0], new Instead(texts[0], texts[1]));
            }
        }
        return all;
    }

    /** Returns what the longest beginning of the name says. */
    static Instead of(String name, Map<String, Instead> all) {
        Instead found = UNKNOWN;
        int longest = 0;
        for (Map.Entry<String, Instead> each : all.entrySet()) {
            if (name.startsWith(each.getKey()) && each.getKey().length() > longest) {
                longest = each.getKey().length();
                found = each.getValue();
            }
        }
        return found;
    }
}
