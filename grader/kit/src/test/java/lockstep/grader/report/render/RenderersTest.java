package lockstep.grader.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Samples;
import lockstep.grader.report.StudentsCopy;
import lockstep.grader.report.Visibility;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RenderersTest {

    /** One string with everything that some form of output would obey. */
    private static final String HOSTILE = "\u001b]0;owned\u0007\u001b[31m\u009b2J </td><script>alert(1)</script>"
            + "<img src=x onerror=alert(1)> ```` ~~~ ![i](http://evil.example/i.png) [l](javascript:alert(1))"
            + " @everyone #1 | *b* _u_ $x$ \u202egnp\u2066 &amp; \" ' %0A http://evil.example www.evil.example"
            + " ##[error]x\r\n::error file=a::b\n  ::stop-commands::x\n````\n# heading\n=cmd()|'/c calc'!A1\u0000\ud800";

    static List<String> formats() {
        return Renderers.formats();
    }

    static Stream<Feedback> samples() {
        return Stream.of(
                Samples.full(),
                Samples.mixed(),
                Samples.pending(),
                Samples.openGround(),
                Samples.notWritten(),
                Samples.rejected(),
                Samples.hostile(HOSTILE));
    }

    @Test
    void every_promised_format_is_there_and_no_other() {
        assertThat(Renderers.formats())
                .containsExactly(
                        "text",
                        "json",
                        "markdown",
                        "html",
                        "github",
                        "github-classroom",
                        "classroom50",
                        "gradescope",
                        "prairielearn",
                        "exercism",
                        "autolab",
                        "submitty",
                        "codegrade",
                        "vpl",
                        "coderunner",
                        "junit-xml",
                        "sarif");
        assertThat(Renderers.of("pdf", RenderSettings.PLAIN)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void nothing_that_a_terminal_obeys_leaves_any_format(String format) {
        String out = render(format, Samples.hostile(HOSTILE));

        assertThat(out.codePoints()
                        .filter(c -> c != '\n')
                        .filter(c -> Character.getType(c) == Character.CONTROL
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.SURROGATE)
                        .mapToObj(Integer::toHexString))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "json",
                "markdown",
                "html",
                "classroom50",
                "gradescope",
                "prairielearn",
                "exercism",
                "autolab",
                "submitty",
                "codegrade",
                "vpl",
                "coderunner",
                "junit-xml",
                "sarif"
            })
    void no_line_is_a_workflow_command(String format) {
        assertThat(render(format, Samples.hostile(HOSTILE)).lines().map(String::strip))
                .noneMatch(line -> line.startsWith("::"))
                .noneMatch(line -> line.contains("##["));
    }

    @Test
    void a_workflow_command_is_one_line_that_begins_as_the_renderer_means_it() {
        String out = new GithubRenderer(Map.of(), Map.of(), Language.ENGLISH).render(Samples.hostile(HOSTILE));

        assertThat(out.lines())
                .allMatch(line -> Pattern.matches("::(error|notice) (file=[^:,]+,line=\\d+,)?title=[^:,]+::.*", line));
        assertThat(out).contains("%250A").doesNotContain("##[");
    }

    private static final String COUNTER = "lockstep/lockedcounter/LockedCounter.java";

    @Test
    void an_annotations_path_begins_at_the_repositorys_top() {
        assertThat(new GithubRenderer(Map.of(COUNTER, "exercises/src/main/java/" + COUNTER), Map.of(), Language.ENGLISH)
                        .render(Samples.mixed()))
                .contains("file=exercises/src/main/java/lockstep/lockedcounter/LockedCounter.java,line=17,");
        assertThat(new GithubRenderer(Map.of(), Map.of(), Language.ENGLISH).render(Samples.mixed()))
                .contains("file=" + COUNTER + ",line=17,");
    }

    @Test
    void a_failure_without_a_line_is_shown_at_the_class() {
        SourceLocation stub = new SourceLocation("lockstep/x/X.java", 7);
        Map<String, SourceLocation> stubs = new HashMap<>();
        Samples.mixed().exercises().forEach(exercise -> stubs.put(exercise.id(), stub));

        assertThat(new GithubRenderer(Map.of("lockstep/x/X.java", "src/X.java"), stubs, Language.ENGLISH)
                        .render(Samples.mixed())
                        .lines())
                .filteredOn(line -> line.startsWith("::error"))
                .allMatch(line -> line.contains("file=src/X.java,line=7") || line.contains("file=lockstep/"));
    }

    @Test
    void there_are_ten_annotations_and_the_last_one_tells_how_many_more_there_would_be() {
        Feedback mixed = Samples.mixed();
        long failed = mixed.checks()
                .filter(check -> check.verdict() == Outcome.FAILED)
                .count();
        List<String> lines = new GithubRenderer(Map.of(), Map.of(), Language.ENGLISH)
                .render(mixed)
                .lines()
                .toList();

        assertThat(lines).hasSize(10);
        assertThat(lines.subList(0, 9)).allMatch(line -> line.startsWith("::error "));
        assertThat(lines.get(9))
                .startsWith("::notice title=Lockstep::")
                .contains(failed + " checks failed.")
                // Two groups of undecided checks, and the failures beyond nine.
                .endsWith("%0A" + (failed - 9 + 2) + " more like these: see the summary of the run.");
        assertThat(new GithubRenderer(Map.of(), Map.of(), Language.ENGLISH).render(Samples.rejected()))
                .doesNotContain("more like these");
    }

    @Test
    void one_annotation_of_each_cause_comes_before_the_others() {
        Feedback mixed = Samples.mixed();
        Feedback repeated = mixed.with(mixed.exercises().stream()
                .map(exercise -> exercise.with(
                        exercise.checks().stream()
                                .map(check -> exercise.id().equals("threadedsum")
                                        ? failed(check, new SourceLocation("lockstep/x/X.java", 7))
                                        : check)
                                .toList(),
                        List.of()))
                .toList());
        List<String> lines = new GithubRenderer(Map.of(), Map.of(), Language.ENGLISH)
                .render(repeated)
                .lines()
                .toList();

        assertThat(lines).hasSize(10);
        assertThat(lines.get(0)).contains("file=lockstep/x/X.java,line=7,");
        assertThat(lines.subList(1, 7)).noneMatch(line -> line.contains("lockstep/x/X.java"));
        assertThat(lines.subList(7, 9)).allMatch(line -> line.contains("lockstep/x/X.java"));
    }

    private static CheckFeedback failed(CheckFeedback check, SourceLocation at) {
        return new CheckFeedback(
                check.question(),
                Outcome.FAILED,
                new CheckFeedback.Worth(0, check.worth().maxScore()),
                new CheckFeedback.Explanation("It failed.", "why", "hint", null, at),
                List.of(),
                check.rerun());
    }

    private static final String SECRET = "Secret7";

    /** Everything that a submission can make a check say is the secret, and every check is hidden. */
    private static Feedback hidden(Visibility visibility) {
        Feedback secret = Samples.hostile(SECRET);
        Feedback named = new Feedback(
                secret.schema(),
                secret.grader(),
                Samples.full().submission(),
                secret.runner(),
                secret.marks(),
                Stream.concat(
                                secret.exercises().stream(),
                                Samples.mixed().exercises().stream()
                                        .filter(exercise -> exercise.id().equals("threadedsum")))
                        .toList());
        return Samples.shown(named, visibility, check -> true);
    }

    static Stream<Arguments> restrictedForms() {
        return Stream.of(Visibility.HIDDEN, Visibility.AFTER_DEADLINE)
                .flatMap(visibility -> formats().stream()
                        .filter(format -> !format.equals("gradescope"))
                        .map(format -> Arguments.of(format, visibility)));
    }

    @ParameterizedTest
    @MethodSource("restrictedForms")
    void nothing_of_a_hidden_check_leaves_any_form(String format, Visibility visibility) {
        String out = render(format, hidden(visibility));
        String text = format.equals("github-classroom")
                ? new String(Base64.getDecoder().decode(out.strip()), StandardCharsets.UTF_8)
                : out;

        // The schedules, mistakes and lines of the samples, the hint of one check, and the advice of all others.
        assertThat(text)
                .doesNotContain(SECRET)
                .doesNotContain("1a.1")
                .doesNotContain("replay --check")
                .doesNotContainPattern("\\bS1[16]\\b")
                .doesNotContainPattern("LockedCounter\\.java:\\d")
                .doesNotContain("parallel stream")
                .doesNotContain("Ask which lock guards the field")
                .doesNotContainPattern("(?i)fix this first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "json",
                "markdown",
                "html",
                "classroom50",
                "prairielearn",
                "exercism",
                "autolab",
                "vpl",
                "coderunner",
                "junit-xml"
            })
    void an_instructor_gets_all_of_a_hidden_check(String format) {
        assertThat(Renderers.forInstructor(format, RenderSettings.PLAIN)
                        .orElseThrow()
                        .render(hidden(Visibility.HIDDEN)))
                .contains(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "html", "prairielearn", "junit-xml", "vpl", "coderunner"})
    void that_something_is_hidden_is_said(String format) {
        assertThat(render(format, hidden(Visibility.HIDDEN)).replaceAll("\\s+", " "))
                .contains("What this check found is not shown.");
        assertThat(render(format, Samples.mixed())).doesNotContain("not shown");
    }

    @Test
    void what_to_fix_first_is_a_failure_that_may_be_shown() {
        Feedback feedback = Samples.shown(
                Samples.mixed(),
                Visibility.HIDDEN,
                check -> check.question().id().startsWith("threadedsum"));

        assertThat(render("text", feedback))
                .containsSubsequence("FIX THIS FIRST", "Two increments at once", "EXERCISES");
        assertThat(new GithubRenderer(Map.of(), Map.of(), Language.ENGLISH).render(StudentsCopy.of(feedback)))
                .doesNotContain("not shown");
    }

    @Test
    void gradescope_is_told_what_to_keep_from_students() {
        for (Visibility visibility : List.of(Visibility.HIDDEN, Visibility.AFTER_DEADLINE)) {
            JsonNode result = json(render("gradescope", hidden(visibility)));
            JsonNode tests = result.get("tests");
            String word = visibility == Visibility.HIDDEN ? "hidden" : "after_due_date";

            assertThat(tests.valueStream())
                    .isNotEmpty()
                    .allMatch(test -> test.get("visibility").asString().equals(word));
            assertThat(tests.toString()).contains(SECRET);
            assertThat(result.toString().replace(tests.toString(), "")).doesNotContain(SECRET);
        }
    }

    @Test
    void undecided_checks_with_the_same_reason_are_one_entry() {
        ExerciseFeedback exercise = Samples.pending().exercises().get(0);
        List<CheckFeedback> busy = exercise.checks().stream()
                .map(check -> with(
                        check,
                        Outcome.INCONCLUSIVE,
                        "The machine was too busy: in only "
                                + check.question().id().length() + " of 1,000 tries they met."))
                .toList();

        List<Digest.Undecided> groups = Digest.undecided(with(exercise, busy));

        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).pending())
                .isEqualTo(busy.stream().mapToDouble(CheckFeedback::pending).sum());
    }

    @Test
    void html_holds_no_element_of_a_students_and_asks_for_nothing() {
        String html = render("html", Samples.hostile(HOSTILE));

        assertThat(html.replace("<script>" + HtmlRenderer.resource("player.js") + "</script>", "the kit's"))
                .contains("the kit's")
                .doesNotContainIgnoringCase("<script")
                .doesNotContain("<img")
                .doesNotContain("<a ");
        assertThat(html)
                .doesNotContainPattern("(src|href)=\"")
                .doesNotContain("url(")
                .doesNotContain("@import");
        assertThat(html).contains("&lt;script&gt;").contains("default-src &#x27;none&#x27;");
    }

    @Test
    void a_page_with_nothing_to_walk_through_has_no_script() {
        assertThat(render("html", Samples.rejected())).doesNotContain("<script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "html"})
    void the_line_at_fault_is_shown_among_those_around_it(String format) {
        assertThat(render(format, Samples.caughtByRealThreads()))
                .containsSubsequence("line(15);", "line(16);", "line(17);", "line(18);", "line(19);");
    }

    @Test
    void what_fails_for_one_cause_is_told_once() {
        Feedback mixed = Samples.mixed();
        String text = render("text", Samples.oneCause());

        assertThat(text)
                .containsOnlyOnce("gives 41 in place of 42")
                .contains("3 checks failed, for 1 cause.")
                .contains("2 more checks fail for this: race: Two increments at once; race: An");
        assertThat(render("text", mixed)).doesNotContain("for this:");
    }

    @Test
    void markdown_holds_no_mark_of_a_students() {
        String outside = withoutFences(render("markdown", Samples.hostile(HOSTILE)));

        assertThat(outside)
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("![i]")
                .doesNotContain("[l](")
                .doesNotContain("@everyone")
                .doesNotContain(" #1")
                .doesNotContain("http://")
                .doesNotContain("*b*")
                .doesNotContainPattern("(?m)^# heading");
    }

    @Test
    void markdown_fits_into_a_step_summary() {
        String markdown = render("markdown", Samples.hostile("x ".repeat(500_000)));

        assertThat(markdown.getBytes(StandardCharsets.UTF_8).length).isLessThan(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120, 200})
    void no_line_of_a_terminal_is_wider_than_it(int width) {
        Renderer renderer = new TerminalRenderer(new TerminalStyle(false, width, true, Language.ENGLISH));

        assertThat(samples().map(renderer::render).flatMap(String::lines))
                // A command that is broken into lines cannot be copied.
                .allMatch(line -> line.contains("./grade ") || Columns.width(line) <= width);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_terminal_without_unicode_gets_ascii(Feedback feedback) {
        String out = new TerminalRenderer(new TerminalStyle(true, 80, false, Language.ENGLISH)).render(feedback);

        assertThat(out.chars()).allMatch(c -> c < 0x80);
    }

    @Test
    void colour_changes_nothing_but_the_colour() {
        String plain =
                new TerminalRenderer(new TerminalStyle(false, 80, true, Language.ENGLISH)).render(Samples.mixed());
        String colourful =
                new TerminalRenderer(new TerminalStyle(true, 80, true, Language.ENGLISH)).render(Samples.mixed());

        assertThat(plain).doesNotContain("\u001b");
        assertThat(colourful).contains("\u001b[31m");
        assertThat(colourful.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void a_good_submission_fits_on_one_screen() {
        assertThat(render("text", Samples.full()).lines()).hasSizeLessThanOrEqualTo(24);
    }

    @Test
    void what_does_not_compile_comes_first() {
        assertThat(render("text", Samples.rejected()))
                .containsSubsequence("FIX THIS FIRST", "LockedCounter.java:23", "cannot find symbol", "EXERCISES");
    }

    @Test
    void classroom_totals_agree_whether_points_or_passed_tests_are_counted() {
        samples().forEach(feedback -> {
            String encoded = new GithubClassroomRenderer(Language.ENGLISH)
                    .render(feedback)
                    .strip();
            JsonNode result = json(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
            int sum = 0;
            int passed = 0;
            for (JsonNode test : result.get("tests")) {
                sum += test.get("score").asInt();
                passed += test.get("status").asString().equals("pass") ? 1 : 0;
            }
            int max = result.get("max_score").asInt();
            assertThat(sum).isEqualTo((int) Settled.whole(feedback).total().score());
            assertThat((double) passed / result.get("tests").size() * max).isEqualTo(sum, Offset.offset(1e-6));
            assertThat(encoded.length()).isLessThan(128 * 1024);
        });
    }

    @Test
    void the_classroom_result_fits_into_an_environment_variable_in_the_worst_case() {
        Feedback mixed = Samples.mixed();
        List<ExerciseFeedback> exercises = mixed.exercises().stream()
                .map(exercise -> with(
                        exercise,
                        IntStream.rangeClosed(1, 100)
                                .mapToObj(i -> new CheckFeedback(
                                        new CheckFeedback.Question(
                                                exercise.id() + ".correctness.a-check-of-many-" + i,
                                                CheckKind.CORRECTNESS,
                                                "A title of a check that is as long as titles are here: 장 " + i),
                                        Outcome.FAILED,
                                        new CheckFeedback.Worth(0, 1),
                                        new CheckFeedback.Explanation(
                                                "긴 메시지 ".repeat(200),
                                                "why",
                                                "hint",
                                                null,
                                                new SourceLocation(
                                                        "lockstep/processqueuesum/ProcessQueueSum.java", 100)),
                                        List.of(),
                                        new CheckFeedback.Rerun(null, 12_345)))
                                .toList()))
                .toList();
        Feedback feedback = new Feedback(
                mixed.schema(), mixed.grader(), mixed.submission(), mixed.runner(), mixed.marks(), exercises);

        assertThat(new GithubClassroomRenderer(Language.ENGLISH)
                        .render(feedback)
                        .length())
                .isLessThan(100_000);
    }

    private static CheckFeedback with(CheckFeedback check, Outcome outcome, String message) {
        return new CheckFeedback(
                check.question(),
                outcome,
                new CheckFeedback.Worth(0, check.worth().maxScore()),
                new CheckFeedback.Explanation(message, null, null, null, null),
                List.of(),
                check.rerun());
    }

    private static ExerciseFeedback with(ExerciseFeedback exercise, List<CheckFeedback> checks) {
        return new ExerciseFeedback(
                exercise.id(), exercise.title(), exercise.status(), exercise.remark(), exercise.marks(), checks);
    }

    @Test
    void classroom50_has_whole_points_that_add_up_and_the_runners_stamps() {
        samples().forEach(feedback -> {
            JsonNode result =
                    json(new Classroom50Renderer(Map.of("CLASSROOM", "c1", "COMMIT_URL", "https://x"), Language.ENGLISH)
                            .render(feedback));
            int sum = 0;
            for (JsonNode test : result.get("tests")) {
                sum += test.get("score").asInt();
            }
            assertThat(result.get("score").isInt()).isTrue();
            assertThat(result.get("score").asInt()).isEqualTo(sum);
            assertThat(new ArrayList<>(result.propertyNames()))
                    .containsExactlyInAnyOrder(
                            "schema",
                            "classroom",
                            "assignment",
                            "assignment_type",
                            "owner",
                            "submission",
                            "commit",
                            "release",
                            "review",
                            "datetime",
                            "score",
                            "max-score",
                            "tests");
            assertThat(result.get("classroom").asString()).isEqualTo("c1");
            assertThat(result.get("commit").asString()).isEqualTo("https://x");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "html"})
    void pending_points_and_what_was_not_seen_are_said(String format) {
        assertThat(render(format, Samples.pending()).replaceAll("\\s+", " "))
                .contains("60 points are pending")
                .contains("no proof");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "markdown", "html"})
    void outcomes_are_shown_with_their_counts(String format) {
        assertThat(render(format, Samples.caughtByRealThreads()))
                .containsPattern("19,?412")
                .contains("588");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "html", "github", "gradescope", "prairielearn", "submitty"})
    void a_fault_of_the_grader_is_said_loudly(String format) {
        assertThat(render(format, Samples.openGround()).replaceAll("\\s+", " "))
                .contains("The grader itself failed at 1 check, which is not your fault");
        assertThat(render(format, Samples.full())).doesNotContain("The grader itself failed");
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }

    private static String withoutFences(String markdown) {
        return Pattern.compile("(?ms)^(`{3,})text$.*?^\\1$").matcher(markdown).replaceAll("");
    }

    private static String render(String format, Feedback feedback) {
        return Renderers.of(format, RenderSettings.PLAIN).orElseThrow().render(feedback);
    }
}
