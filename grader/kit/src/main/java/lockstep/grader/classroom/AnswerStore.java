package lockstep.grader.classroom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackReader;
import lockstep.grader.report.FeedbackWriter;
import lockstep.grader.report.OutputFile;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Outcome;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of earlier runs, each under a hash of everything that it depends on, each in a file that is there whole or not
 * at all: whatever ends a run, the next one goes on where it was.
 */
public final class AnswerStore {

    /** What may be kept of a submission. */
    private static final List<String> KINDS = List.of("feedback", "faulty", "broken");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;

    /** @param folder where the answers are kept */
    public AnswerStore(Path folder) {
        this.folder = folder;
    }

    /** Returns the name of an answer: a hash of the parts, which cannot run into each other. */
    public static String key(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Optional<CheckResult> result(String key) {
        return read("checks", key).flatMap(text -> {
            try {
                return Optional.of(MAPPER.readValue(text, CheckResult.class));
            } catch (JacksonException e) {
                return Optional.empty();
            }
        });
    }

    /** An undecided check is asked again: perhaps the machine is calmer then. */
    void keep(String key, CheckResult result) throws IOException {
        if (!result.verdict().outcome().isPending()) {
            OutputFile.write(file("checks", key), MAPPER.writeValueAsString(result));
        }
    }

    /** Returns the feedback kept under the key. */
    public Optional<Feedback> feedback(String key) {
        return feedback("feedback", key);
    }

    private Optional<Feedback> feedback(String kind, String key) {
        return read(kind, key).flatMap(text -> {
            try {
                return Optional.of(FeedbackReader.read(text));
            } catch (FeedbackReader.UnreadableFeedbackException e) {
                return Optional.empty();
            }
        });
    }

    /** Returns whether anything is kept under the key: feedback, or why there is none. */
    public boolean isKnown(String key) {
        return KINDS.stream().anyMatch(kind -> Files.isRegularFile(file(kind, key)));
    }

    /** Forgets what faults of the grader's have left, so that it is seen when it is graded again. */
    public void forgetFaults(String key) throws IOException {
        Files.deleteIfExists(file("faulty", key));
        Files.deleteIfExists(file("broken", key));
    }

    /** Returns what a fault of the grader's has left of feedback; nothing where there was none. */
    public Optional<Feedback> faulty(String key) {
        return feedback("faulty", key);
    }

    /** Returns why the grader broke over a submission; nothing where it did not. */
    public Optional<String> broken(String key) {
        return read("broken", key);
    }

    /** Keeps feedback: as the last word, unless a fault of the grader's left something open. */
    public void keep(String key, Feedback feedback) throws IOException {
        boolean faulty = feedback.checks().anyMatch(check -> check.verdict() == Outcome.ERRORED);
        OutputFile.write(file(faulty ? "faulty" : "feedback", key), FeedbackWriter.write(feedback));
    }

    /** Keeps why the grader broke over a submission, for whoever collects; it is graded again all the same. */
    public void keepBroken(String key, String reason) throws IOException {
        OutputFile.write(file("broken", key), reason);
    }

    private Optional<String> read(String kind, String key) {
        try {
            Path file = file(kind, key);
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path file(String kind, String key) {
        return folder.resolve(kind).resolve(key.substring(0, 2)).resolve(key + ".json");
    }
}
