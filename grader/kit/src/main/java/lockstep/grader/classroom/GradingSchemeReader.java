package lockstep.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import lockstep.grader.report.Visibility;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.typo.Nearest;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code grading.yaml}. Whatever is wrong in it is told with its line, and nothing in it is guessed. */
public final class GradingSchemeReader {

    private static final Set<String> KEYS = new TreeSet<>(
            List.of("exercises", "weights", "visibility", "pending", "thresholds", "deadline", "late", "zone"));
    private static final int MOST_DAYS = 1000;

    private final String file;
    private final Set<String> slugs;
    private final Set<String> names;
    private final ZoneId here;
    private final Consumer<String> notes;

    private GradingSchemeReader(
            String file, Set<String> slugs, Set<String> names, ZoneId here, Consumer<String> notes) {
        this.file = file;
        this.slugs = slugs;
        this.names = names;
        this.here = here;
        this.notes = notes;
    }

    /** A file that is no grading scheme; the message names the line. */
    public static final class InvalidException extends IOException {
        private static final long serialVersionUID = 1;

        InvalidException(String message) {
            super(message);
        }
    }

    /**
     * Reads a file.
     *
     * @param checkIds every check of the kit
     * @param here this machine's zone, for a deadline without any
     * @param notes hears what was taken for granted
     */
    public static GradingScheme read(Path path, List<String> checkIds, ZoneId here, Consumer<String> notes)
            throws IOException {
        return read(path.toString(), Files.readString(path), checkIds, here, notes);
    }

    static GradingScheme read(String file, String text, List<String> checkIds, ZoneId here, Consumer<String> notes)
            throws InvalidException {
        Set<String> slugs = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (String id : checkIds) {
            String[] parts = id.split("\\.", -1);
            slugs.add(parts[0]);
            names.addAll(List.of(parts[0], parts[0] + "." + parts[1], id));
        }
        return new GradingSchemeReader(file, slugs, names, here, notes).read(text);
    }

    private GradingScheme read(String text) throws InvalidException {
        Optional<Node> root;
        try {
            // An alias could make a short file enormous; nobody needs one here.
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file)
                    .setMaxAliasesForCollections(0)
                    .setAllowDuplicateKeys(true)
                    .build();
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new InvalidException(file + ":" + line + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new InvalidException(file + ": " + e.getMessage());
        }
        if (root.isEmpty()) {
            return GradingScheme.OF_KIT;
        }
        Map<String, Node> keys = mapping(root.get(), "the file");
        for (Map.Entry<String, Node> entry : keys.entrySet()) {
            if (!KEYS.contains(entry.getKey())) {
                throw wrong(
                        entry.getValue(),
                        "no key is called \"" + entry.getKey() + "\"" + Nearest.suggestion(entry.getKey(), KEYS)
                                + "; there are " + String.join(", ", KEYS));
            }
        }
        ZoneId zone = zone(keys.get("zone"));
        GradingScheme.Late late = late(keys.get("deadline"), keys.get("late"), zone);
        return new GradingScheme(
                exercises(keys.get("exercises")),
                new GradingScheme.Rules(
                        weights(keys.get("weights")), visibility(keys.get("visibility"), keys.get("deadline") != null)),
                policy(keys.get("pending")),
                thresholds(keys.get("thresholds")),
                late,
                late == null ? zone : late.zone());
    }

    private List<String> exercises(@Nullable Node node) throws InvalidException {
        List<String> wanted = new ArrayList<>();
        if (node == null) {
            return wanted;
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong(node, "exercises: a list of exercises expected");
        }
        for (Node each : sequence.getValue()) {
            String slug = text(each, "exercises");
            if (!slugs.contains(slug)) {
                throw wrong(
                        each,
                        "exercises: no exercise is called \"" + slug + "\"" + Nearest.suggestion(slug, slugs)
                                + "; there are " + String.join(", ", slugs));
            }
            wanted.add(slug);
        }
        if (wanted.isEmpty()) {
            throw wrong(node, "exercises: at least one exercise expected");
        }
        return wanted;
    }

    private Map<String, Double> weights(@Nullable Node node) throws InvalidException {
        Map<String, Double> weights = new LinkedHashMap<>();
        if (node == null) {
            return weights;
        }
        for (Map.Entry<String, Node> entry : named(node, "weights").entrySet()) {
            weights.put(entry.getKey(), number(entry.getValue(), "weights." + entry.getKey(), 0, 10_000));
        }
        return weights;
    }

    private Map<String, Visibility> visibility(@Nullable Node node, boolean hasDeadline) throws InvalidException {
        Map<String, Visibility> visibility = new LinkedHashMap<>();
        if (node == null) {
            return visibility;
        }
        for (Map.Entry<String, Node> entry : named(node, "visibility").entrySet()) {
            visibility.put(entry.getKey(), visibility(entry.getKey(), entry.getValue()));
        }
        if (visibility.containsValue(Visibility.AFTER_DEADLINE) && !hasDeadline) {
            notes.accept(file + ":" + line(node)
                    + ": visibility: without a deadline, what is to be seen after it stays hidden, but for platforms that"
                    + " have a deadline of their own");
        }
        return visibility;
    }

    private Visibility visibility(String name, Node node) throws InvalidException {
        String text = text(node, "visibility." + name);
        return switch (text) {
            case "visible" -> Visibility.VISIBLE;
            case "after-deadline" -> Visibility.AFTER_DEADLINE;
            case "hidden" -> Visibility.HIDDEN;
            default ->
                throw wrong(
                        node,
                        "visibility." + name + ": visible, after-deadline or hidden expected, found \"" + text + "\"");
        };
    }

    /** Values by names of exercises, kinds and checks. */
    private Map<String, Node> named(Node node, String what) throws InvalidException {
        Map<String, Node> named = mapping(node, what);
        for (Map.Entry<String, Node> entry : named.entrySet()) {
            if (!names.contains(entry.getKey())) {
                throw wrong(
                        entry.getValue(),
                        what + ": \"" + entry.getKey() + "\" is no exercise, no kind of checks of one and no check"
                                + Nearest.suggestion(entry.getKey(), names) + "; ./grade list --ids prints every id");
            }
        }
        return named;
    }

    private ScoringPolicy policy(@Nullable Node node) throws InvalidException {
        if (node == null) {
            return GradingScheme.OF_KIT.policy();
        }
        return switch (text(node, "pending")) {
            case "award" -> ScoringPolicy.AWARD;
            case "withhold" -> ScoringPolicy.WITHHOLD;
            default ->
                throw wrong(
                        node,
                        "pending: award or withhold expected, found \"" + text(node, "pending") + "\""
                                + Nearest.suggestion(text(node, "pending"), List.of("award", "withhold")));
        };
    }

    private GradingScheme.Thresholds thresholds(@Nullable Node node) throws InvalidException {
        double help = GradingScheme.Thresholds.OF_KIT.help();
        double similarity = GradingScheme.Thresholds.OF_KIT.similarity();
        if (node == null) {
            return GradingScheme.Thresholds.OF_KIT;
        }
        for (Map.Entry<String, Node> entry : mapping(node, "thresholds").entrySet()) {
            switch (entry.getKey()) {
                case "help" -> help = number(entry.getValue(), "thresholds.help", 0, 1);
                case "similarity" -> similarity = number(entry.getValue(), "thresholds.similarity", 0, 1);
                default ->
                    throw wrong(
                            entry.getValue(),
                            "thresholds: help or similarity expected, found \"" + entry.getKey() + "\""
                                    + Nearest.suggestion(entry.getKey(), List.of("help", "similarity")));
            }
        }
        return new GradingScheme.Thresholds(help, similarity);
    }

    private GradingScheme.@Nullable Late late(@Nullable Node deadline, @Nullable Node late, @Nullable ZoneId zone)
            throws InvalidException {
        if (deadline == null) {
            if (late != null) {
                throw wrong(late, "late: a deadline expected beside it, found none");
            }
            return null;
        }
        double perDay = 0;
        double most = 1;
        int budget = 0;
        if (late != null) {
            for (Map.Entry<String, Node> entry : mapping(late, "late").entrySet()) {
                switch (entry.getKey()) {
                    case "per-day" -> perDay = number(entry.getValue(), "late.per-day", 0, 1);
                    case "at-most" -> most = number(entry.getValue(), "late.at-most", 0, 1);
                    case "budget" -> budget = whole(entry.getValue(), "late.budget");
                    default ->
                        throw wrong(
                                entry.getValue(),
                                "late: per-day, at-most or budget expected, found \"" + entry.getKey() + "\""
                                        + Nearest.suggestion(entry.getKey(), List.of("per-day", "at-most", "budget")));
                }
            }
        }
        return deadline(deadline, zone, perDay, most, budget);
    }

    /** Its zone is that of the file, or else that of the deadline itself, or else that of this machine. */
    private GradingScheme.Late deadline(Node node, @Nullable ZoneId zone, double perDay, double most, int budget)
            throws InvalidException {
        String text = text(node, "deadline");
        try {
            TimeReader.Stamp stamp = new TimeReader(zone != null ? zone : here).end(text);
            if (zone == null && stamp.zone() == null) {
                notes.accept(file + ":" + line(node) + ": the deadline is taken as of " + here
                        + ", this machine's zone; a line like \"zone: Europe/Berlin\" says which it is");
            }
            ZoneId own = zone != null ? zone : Objects.requireNonNullElse(stamp.zone(), here);
            return new GradingScheme.Late(stamp.instant(), own, perDay, most, budget);
        } catch (TimeReader.UnreadableTimeException e) {
            throw wrong(node, "deadline: " + e.getMessage());
        }
    }

    private @Nullable ZoneId zone(@Nullable Node node) throws InvalidException {
        if (node == null) {
            return null;
        }
        String text = text(node, "zone");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw wrong(
                    node,
                    "zone: a zone like Europe/Berlin or an offset like +09:00 expected, found \"" + text + "\""
                            + Nearest.suggestion(text, ZoneId.getAvailableZoneIds()));
        }
    }

    private int whole(Node node, String what) throws InvalidException {
        double value = number(node, what, 0, MOST_DAYS);
        if (value != Math.rint(value)) {
            throw wrong(node, what + ": a whole number of days expected, found " + text(node, what));
        }
        return (int) value;
    }

    private double number(Node node, String what, double least, double most) throws InvalidException {
        String text = text(node, what);
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(node, what + ": a number expected, found \"" + text + "\"");
        }
        throw wrong(node, what + ": a number from " + (long) least + " to " + (long) most + " expected, found " + text);
    }

    private String text(Node node, String what) throws InvalidException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(node, what + ": one value expected");
    }

    private Map<String, Node> mapping(Node node, String what) throws InvalidException {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, what + ": keys with values expected");
        }
        Map<String, Node> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode(), what);
            if (keys.put(key, tuple.getValueNode()) != null) {
                throw wrong(tuple.getKeyNode(), what + ": \"" + key + "\" is there twice");
            }
        }
        return keys;
    }

    private InvalidException wrong(Node node, String message) {
        return new InvalidException(file + ":" + line(node) + ": " + message);
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
