package lockstep.grader.report.render;

import java.util.Map;
import lockstep.grader.verdict.SourceLocation;

/**
 * What a form of output needs beside the feedback.
 *
 * @param terminal what the terminal can show
 * @param sourceRoot where the sources lie within the repository, for annotations:
 *     {@code exercises/src/main/java}; empty where they lie at its top
 * @param stubs for each exercise's slug the line of its class, for annotations
 * @param environment of the process, from which a Classroom 50 runner's stamps are read
 */
public record RenderSettings(
        TerminalStyle terminal, String sourceRoot, Map<String, SourceLocation> stubs, Map<String, String> environment) {

    /** Plain text, sources where the kit has them, no stamps. */
    public static final RenderSettings PLAIN =
            new RenderSettings(TerminalStyle.PLAIN, "exercises/src/main/java", Map.of(), Map.of());

    public RenderSettings {
        stubs = Map.copyOf(stubs);
        environment = Map.copyOf(environment);
    }
}
