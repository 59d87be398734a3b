package lockstep.grader.report;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link FeedbackWriter} wrote. */
public final class FeedbackReader {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private FeedbackReader() {}

    /** A text that is no {@code lockstep/feedback/v1} document. */
    public static final class UnreadableFeedbackException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableFeedbackException(String message) {
            super(message);
        }
    }

    /** Returns the feedback that the document holds. */
    public static Feedback read(String json) throws UnreadableFeedbackException {
        try {
            JsonNode document = MAPPER.readTree(json);
            String schema = document.path("schema").asString("");
            if (!schema.equals(Feedback.SCHEMA)) {
                throw new UnreadableFeedbackException(
                        "a document of schema " + Feedback.SCHEMA + " expected, found \"" + schema + "\"");
            }
            return MAPPER.treeToValue(document, Feedback.class);
        } catch (JacksonException e) {
            throw new UnreadableFeedbackException("no " + Feedback.SCHEMA + " document: " + e.getOriginalMessage());
        }
    }
}
