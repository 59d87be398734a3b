package lockstep.grader.report.render;

import java.util.Map;
import lockstep.grader.language.Language;
import lockstep.grader.verdict.SourceLocation;

/**
 * What a form of output needs beside the feedback.
 *
 * @param terminal what the terminal can show
 * @param files where the sources lie within the repository, for annotations, by their paths below a source root
 * @param stubs for each exercise's slug the line of its class, for annotations
 * @param environment of the process, from which a Classroom 50 runner's stamps are read
 */
public record RenderSettings(
        TerminalStyle terminal,
        Map<String, String> files,
        Map<String, SourceLocation> stubs,
        Map<String, String> environment) {

    /** Plain text, sources at the top, no stamps. */
    public static final RenderSettings PLAIN = new RenderSettings(TerminalStyle.PLAIN, Map.of(), Map.of(), Map.of());

    /** Returns the language in which a student reads. */
    Language language() {
        return terminal.language();
    }

    /** Returns the same in another language. */
    public RenderSettings in(Language language) {
        return new RenderSettings(terminal.in(language), files, stubs, environment);
    }

    public RenderSettings {
        files = Map.copyOf(files);
        stubs = Map.copyOf(stubs);
        environment = Map.copyOf(environment);
    }
}
