package lockstep.grader.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which types and members of the platform may be used; what it does not name may not. */
final class AllowList {

    private static final Pattern LINE = Pattern.compile(
            "(?<bootstrap>bootstrap )?(?<type>[\\w.$]+?\\.?(?:\\{[\\w $]+\\}|\\*|\\w))\\s*(?:\\((?<extend>extend)(?:, not (?<kept>[\\w ]+))?\\))?\\s*:(?<members>.*)");

    private final Map<String, Entry> types = new LinkedHashMap<>();
    private final Map<String, Entry> packages = new LinkedHashMap<>();
    private final Map<String, Entry> bootstraps = new LinkedHashMap<>();

    private AllowList() {}

    /** Reads lists, each given by its lines; together they allow what any of them allows. */
    static AllowList parse(List<List<String>> lists) {
        AllowList all = new AllowList();
        for (List<String> lines : lists) {
            for (String line : lines) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    all.add(line);
                }
            }
        }
        return all;
    }

    private void add(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a line of an allow-list: " + line);
        }
        List<String> allowed = new ArrayList<>();
        List<String> denied = new ArrayList<>();
        for (String word : words(parts.group("members"))) {
            if (word.startsWith("!")) {
                denied.add(word.substring(1));
            } else {
                allowed.add(word);
            }
        }
        Entry entry = new Entry(
                parts.group("extend") != null, words(parts.group("kept")), Set.copyOf(allowed), Set.copyOf(denied));
        for (String name : names(parts.group("type"))) {
            if (parts.group("bootstrap") != null) {
                bootstraps.put(name, entry);
            } else if (name.endsWith(".*")) {
                packages.put(name.substring(0, name.length() - 2), entry);
            } else {
                types.merge(name, entry, Entry::plus);
            }
        }
    }

    private static Set<String> words(@Nullable String text) {
        return text == null || text.isBlank() ? Set.of() : Set.of(text.strip().split(" +"));
    }

    private static List<String> names(String type) {
        int brace = type.indexOf('{');
        if (brace < 0) {
            return List.of(type);
        }
        List<String> names = new ArrayList<>();
        for (String name : type.substring(brace + 1, type.length() - 1).split(" +")) {
            names.add(type.substring(0, brace) + name);
        }
        return names;
    }

    /** Returns what is said about a type, given by its binary name; null where nothing is. */
    @Nullable
    Entry of(String type) {
        Entry entry = types.get(type);
        int dot = type.lastIndexOf('.');
        return entry != null || dot < 0 ? entry : packages.get(type.substring(0, dot));
    }

    /** Returns whether the compiler may have a call site linked by this method. */
    boolean allowsBootstrap(String type, String name) {
        Entry entry = bootstraps.get(type);
        return entry != null && entry.allows(name, "");
    }

    /** Returns the types that are named one by one. */
    Set<String> types() {
        return types.keySet();
    }
}
