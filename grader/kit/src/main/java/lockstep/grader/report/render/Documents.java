package lockstep.grader.report.render;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes an export's records as JSON. */
final class Documents {

    private static final JsonMapper COMPACT = JsonMapper.builder().build();
    private static final JsonMapper INDENTED =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Documents() {}

    /** Returns the document on several lines, the last one ended. */
    static String indented(Object document) {
        return INDENTED.writeValueAsString(document).replace("\r\n", "\n") + "\n";
    }

    /** Returns the document on one line, ended. */
    static String line(Object document) {
        return COMPACT.writeValueAsString(document) + "\n";
    }
}
