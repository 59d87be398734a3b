package lockstep.grader.report.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lockstep.grader.report.StudentsCopy;

/** The forms of output by the names that the command line knows. */
public final class Renderers {

    private static final Map<String, Function<RenderSettings, Renderer>> BY_FORMAT = byFormat();

    /** Forms for platforms that show instructors everything and keep from students what the form tells them to. */
    private static final Set<String> KEEP_FROM_STUDENTS = Set.of("gradescope");

    private Renderers() {}

    private static Map<String, Function<RenderSettings, Renderer>> byFormat() {
        Map<String, Function<RenderSettings, Renderer>> formats = new LinkedHashMap<>();
        formats.put("text", settings -> new TerminalRenderer(settings.terminal()));
        formats.put("json", settings -> new JsonRenderer());
        formats.put("markdown", settings -> new MarkdownRenderer(settings.language()));
        formats.put("html", settings -> new HtmlRenderer(settings.language()));
        formats.put("github", settings -> new GithubRenderer(settings.files(), settings.stubs(), settings.language()));
        formats.put("github-classroom", settings -> new GithubClassroomRenderer(settings.language()));
        formats.put("classroom50", settings -> new Classroom50Renderer(settings.environment(), settings.language()));
        formats.put("gradescope", settings -> new GradescopeRenderer(settings.language()));
        formats.put("prairielearn", settings -> new PrairieLearnRenderer(settings.language()));
        formats.put("exercism", settings -> new ExercismRenderer(settings.language()));
        formats.put("autolab", settings -> new AutolabRenderer(settings.language()));
        formats.put("submitty", settings -> new SubmittyRenderer(settings.language()));
        formats.put("codegrade", settings -> new CodeGradeRenderer());
        formats.put("vpl", settings -> new VplRenderer(settings.environment(), settings.language()));
        formats.put("coderunner", settings -> new CodeRunnerRenderer(settings.language()));
        formats.put("junit-xml", settings -> new JUnitRenderer(Places.of(settings), settings.language()));
        formats.put("sarif", settings -> new SarifRenderer(Places.of(settings), settings.language()));
        return formats;
    }

    /** Returns the names in the order in which help lists them. */
    public static List<String> formats() {
        return List.copyOf(BY_FORMAT.keySet());
    }

    /**
     * Returns the renderer of that name, or nothing where there is none. Whatever feedback it gets, it shows no more of it
     * than students may see.
     */
    public static Optional<Renderer> of(String format, RenderSettings settings) {
        Optional<Renderer> renderer = forInstructor(format, settings);
        return KEEP_FROM_STUDENTS.contains(format)
                ? renderer
                : renderer.map(each -> feedback -> each.render(StudentsCopy.of(feedback)));
    }

    /** Returns the renderer of that name, which shows everything, or nothing where there is none. */
    public static Optional<Renderer> forInstructor(String format, RenderSettings settings) {
        return Optional.ofNullable(BY_FORMAT.get(format)).map(form -> form.apply(settings));
    }
}
