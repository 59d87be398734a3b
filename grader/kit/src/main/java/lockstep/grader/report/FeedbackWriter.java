package lockstep.grader.report;

import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes feedback as {@code lockstep/feedback/v1}: indented JSON, its fields always in the same order. */
public final class FeedbackWriter {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private FeedbackWriter() {}

    /** Returns the document with a line feed at its end. */
    public static String write(Feedback feedback) {
        String json = MAPPER.writeValueAsString(feedback).replace("\r\n", "\n");
        return safeToPrint(json).replace("##[", "#\\u0023[") + "\n";
    }

    /**
     * Escapes what JSON lets through but a terminal obeys: C1 controls (0x9b begins an escape sequence) and characters
     * that reorder the text around them. ("##[" is a command to a CI runner that prints it.) They can only occur within strings, so the escape is always valid there.
     */
    private static String safeToPrint(String json) {
        StringBuilder out = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c > 0x7e && Capped.obeyed(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
