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
        return read("feedback", key).flatMap(text -> {
            try {
                return Optional.of(FeedbackReader.read(text));
            } catch (FeedbackReader.UnreadableFeedbackException e) {
                return Optional.empty();
            }
        });
    }

    /** Keeps feedback, unless a fault of the grader's left something open. */
    public void keep(String key, Feedback feedback) throws IOException {
        if (feedback.checks().noneMatch(check -> check.verdict() == Outcome.ERRORED)) {
            OutputFile.write(file("feedback", key), FeedbackWriter.write(feedback));
        }
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
