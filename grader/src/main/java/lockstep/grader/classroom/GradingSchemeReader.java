package lockstep.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lockstep.grader.score.ScoringPolicy;
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

    private static final Set<String> KEYS = Set.of("exercises", "weights", "pending", "thresholds", "deadline", "late");

    private final String file;
    private final Set<String> slugs;
    private final Set<String> names;

    private GradingSchemeReader(String file, Set<String> slugs, Set<String> names) {
        this.file = file;
        this.slugs = slugs;
        this.names = names;
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
     */
    public static GradingScheme read(Path path, List<String> checkIds) throws IOException {
        return read(path.toString(), Files.readString(path), checkIds);
    }

    static GradingScheme read(String file, String text, List<String> checkIds) throws InvalidException {
        Set<String> slugs = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (String id : checkIds) {
            String[] parts = id.split("\\.", -1);
            slugs.add(parts[0]);
            names.addAll(List.of(parts[0], parts[0] + "." + parts[1], id));
        }
        return new GradingSchemeReader(file, slugs, names).read(text);
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
                        "no key is called \"" + entry.getKey() + "\"; there are "
                                + String.join(", ", new TreeSet<>(KEYS)));
            }
        }
        return new GradingScheme(
                exercises(keys.get("exercises")),
                weights(keys.get("weights")),
                policy(keys.get("pending")),
                thresholds(keys.get("thresholds")),
                late(keys.get("deadline"), keys.get("late")));
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
                        "exercises: no exercise is called \"" + slug + "\"; there are " + String.join(", ", slugs));
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
        for (Map.Entry<String, Node> entry : mapping(node, "weights").entrySet()) {
            if (!names.contains(entry.getKey())) {
                throw wrong(
                        entry.getValue(),
                        "weights: \"" + entry.getKey()
                                + "\" is no exercise, no kind of checks of one and no check; see ./grade list");
            }
            weights.put(entry.getKey(), number(entry.getValue(), "weights." + entry.getKey(), 0, 10_000));
        }
        return weights;
    }

    private ScoringPolicy policy(@Nullable Node node) throws InvalidException {
        if (node == null) {
            return GradingScheme.OF_KIT.policy();
        }
        return switch (text(node, "pending")) {
            case "award" -> ScoringPolicy.AWARD;
            case "withhold" -> ScoringPolicy.WITHHOLD;
            default ->
                throw wrong(node, "pending: award or withhold expected, found \"" + text(node, "pending") + "\"");
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
                            "thresholds: help or similarity expected, found \"" + entry.getKey() + "\"");
            }
        }
        return new GradingScheme.Thresholds(help, similarity);
    }

    private GradingScheme.@Nullable Late late(@Nullable Node deadline, @Nullable Node late) throws InvalidException {
        if (deadline == null) {
            if (late != null) {
                throw wrong(late, "late: a deadline expected beside it, found none");
            }
            return null;
        }
        double perDay = 0;
        double most = 1;
        if (late != null) {
            for (Map.Entry<String, Node> entry : mapping(late, "late").entrySet()) {
                switch (entry.getKey()) {
                    case "per-day" -> perDay = number(entry.getValue(), "late.per-day", 0, 1);
                    case "at-most" -> most = number(entry.getValue(), "late.at-most", 0, 1);
                    default ->
                        throw wrong(
                                entry.getValue(),
                                "late: per-day or at-most expected, found \"" + entry.getKey() + "\"");
                }
            }
        }
        return new GradingScheme.Late(instant(deadline), perDay, most);
    }

    private Instant instant(Node node) throws InvalidException {
        String text = text(node, "deadline");
        try {
            return OffsetDateTime.parse(text.replaceFirst(" ", "T")).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong(
                    node,
                    "deadline: a time with its offset expected, for instance 2026-11-30T23:59:00+01:00, found \"" + text
                            + "\"");
        }
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
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        return new InvalidException(file + ":" + line + ": " + message);
    }
}
