package lockstep.grader.classroom.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What Gradescope hands out by "Download Submissions": folders {@code submission_<number>} and a {@code
 * submission_metadata.yml} that tells for each its submitters with name, ID and e-mail address, and when it was created.
 *
 * <p>Only that file is believed; the nodes are read and no object of Ruby's in it is made.
 */
final class GradescopeExport implements Export {

    private static final String METADATA = "submission_metadata.yml";
    private static final int LARGEST = 64 << 20;

    @Override
    public String id() {
        return "gradescope";
    }

    @Override
    public String title() {
        return "Gradescope submissions";
    }

    @Override
    public String expected() {
        return "a file " + METADATA + " beside folders submission_<number>";
    }

    @Override
    public Set<String> ownColumns() {
        return Set.of("sid");
    }

    @Override
    public Uploads read(Path folder) throws IOException {
        Path file = folder.resolve(METADATA);
        if (!Listing.isFile(file) || Files.size(file) > LARGEST) {
            return Uploads.NONE;
        }
        List<Upload> uploads = new ArrayList<>();
        Set<Path> told = new HashSet<>(Set.of(file));
        for (NodeTuple entry : mapping(root(file))) {
            String name = text(entry.getKeyNode());
            // A name from a file is no path.
            if (name.matches("\\w+(\\.\\w+)?")) {
                Path place = place(folder, name);
                told.add(place);
                uploads.add(upload(name, place, entry.getValueNode()));
            }
        }
        List<Path> strangers = Listing.of(folder).stream()
                .filter(entry -> !told.contains(entry))
                .toList();
        return new Uploads(uploads, strangers);
    }

    private static Path place(Path folder, String name) {
        Path zip = folder.resolve(name + ".zip");
        return Listing.isFile(zip) ? zip : folder.resolve(name);
    }

    private static @Nullable Node root(Path file) throws IOException {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setCodePointLimit(LARGEST)
                    .setLabel(METADATA)
                    .build();
            return new Compose(settings).composeString(Files.readString(file)).orElse(null);
        } catch (YamlEngineException e) {
            throw new IOException(file + ": YAML as Gradescope writes it expected, but " + e.getMessage(), e);
        }
    }

    private static Upload upload(String name, Path place, Node about) {
        List<Identity> who = new ArrayList<>();
        if (value(about, "submitters") instanceof SequenceNode submitters) {
            submitters.getValue().forEach(submitter -> who.add(identity(name, submitter)));
        }
        if (who.isEmpty()) {
            who.add(Identity.anything(name, List.of()));
        }
        String key = who.stream()
                // With all that is told of them: an ID alone may have a slip that makes it another's.
                .map(it ->
                        it.ids().isEmpty() && it.mails().isEmpty() && it.names().isEmpty()
                                ? name
                                : List.of(it.ids(), it.mails(), it.names()).toString())
                .sorted()
                .collect(Collectors.joining(", "));
        String created = created(value(about, "created_at"));
        Handed handed = created.isBlank()
                ? Handed.numbered(Numbers.of("0" + name.replaceAll("\\D", "")))
                : Handed.at(time(created), created);
        Place where = Listing.isFolder(place)
                ? new Place.Folder(place)
                : Listing.isFile(place)
                        ? new Place.SingleFile(place, name)
                        : new Place.Nothing(place, METADATA + " tells of " + name + ", which is not in the export");
        return new Upload(key, who, handed, where, "", List.of());
    }

    private static Identity identity(String submission, Node submitter) {
        String name = text(value(submitter, "name"));
        List<String> ids = present(text(value(submitter, "sid")));
        List<String> mails = present(text(value(submitter, "email")));
        return new Identity(
                name.isEmpty() ? submission : name,
                List.of(),
                ids,
                mails,
                mails,
                name.isEmpty() ? List.of() : List.of(FullName.plain(name)));
    }

    private static List<String> present(String text) {
        return text.isBlank() || text.equals("null") || text.equals("~") ? List.of() : List.of(text.strip());
    }

    private static String created(@Nullable Node node) {
        return node instanceof MappingNode ? text(value(node, "utc")) : text(node);
    }

    /** As Ruby writes a time, "2025-10-03 16:58:31.123456789 -07:00", perhaps with the zone's name around it. */
    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text.strip()
                            .replaceFirst("^(\\d{4}-\\d{2}-\\d{2})[ T]+", "$1T")
                            .replaceFirst("\\s*(Z|UTC)$", "Z")
                            .replaceFirst("\\s*([+-]\\d{2}):?(\\d{2})$", "$1:$2"))
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static List<NodeTuple> mapping(@Nullable Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    /** The value of a key, which Ruby writes with a colon before it. */
    private static @Nullable Node value(@Nullable Node node, String key) {
        return mapping(node).stream()
                .filter(tuple -> text(tuple.getKeyNode()).replaceFirst("^:", "").equals(key))
                .map(NodeTuple::getValueNode)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
