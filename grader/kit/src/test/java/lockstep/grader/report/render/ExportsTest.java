package lockstep.grader.report.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.Samples;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every export against the field rules of the platform that reads it, and its total against the feedback's. */
class ExportsTest {

    private static final Charset UTF8 = StandardCharsets.UTF_8;

    static Stream<Arguments> feedbacks() {
        return Stream.of(
                        Arguments.of("full", Samples.full()),
                        Arguments.of("partial", Samples.mixed()),
                        Arguments.of("zero", Samples.notWritten()),
                        Arguments.of("pending", Samples.pending()),
                        Arguments.of("a ground open", Samples.openGround()),
                        Arguments.of("rejected", Samples.rejected()),
                        Arguments.of("crashed", Samples.crashed()))
                .flatMap(it -> {
                    String name = (String) it.get()[0];
                    Feedback feedback = (Feedback) it.get()[1];
                    return Stream.of(
                            it,
                            Arguments.of(name + ", awarded", with(feedback, ScoringPolicy.AWARD)),
                            Arguments.of(name + ", withheld", with(feedback, ScoringPolicy.WITHHOLD)),
                            Arguments.of(name + ", weighted", weighted(feedback, 0.25)));
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void whole_points_are_the_total_rounded_once(String name, Feedback feedback) {
        JsonNode classroom50 = json("classroom50", feedback);
        JsonNode legacy = parse(new String(
                Base64.getDecoder().decode(render("github-classroom", feedback).strip()), UTF8));

        assertThat(classroom50.get("max-score").asInt())
                .isEqualTo((int) Math.round(feedback.marks().maxScore()));
        assertThat(classroom50.get("score").asInt()).isEqualTo(expectedWhole(feedback));
        assertThat(sum(classroom50.get("tests"), "score")).isEqualTo(expectedWhole(feedback));
        assertThat(sum(classroom50.get("tests"), "max-score"))
                .isEqualTo(classroom50.get("max-score").asInt());
        assertThat(sum(legacy.get("tests"), "score")).isEqualTo(expectedWhole(feedback));
        assertThat(legacy.get("max_score").asInt())
                .isEqualTo(classroom50.get("max-score").asInt());
        long passed = legacy.get("tests")
                .valueStream()
                .filter(test -> test.get("status").asString().equals("pass"))
                .count();
        assertThat(1.0
                        * passed
                        * legacy.get("max_score").asInt()
                        / legacy.get("tests").size())
                .isCloseTo(expectedWhole(feedback), within(1e-9));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void classroom50_keeps_its_schema(String name, Feedback feedback) {
        JsonNode result = json("classroom50", feedback);

        assertThat(result.get("schema").asString()).isEqualTo("classroom50/result/v1");
        for (String field : List.of("classroom", "assignment", "owner", "commit", "release", "review")) {
            assertThat(result.get(field).asString()).as(field).isNotEmpty();
        }
        assertThat(result.get("assignment_type").asString()).isIn("individual", "group");
        assertThat(result.get("submission").asString()).startsWith("submit/");
        assertThat(result.get("datetime").asString())
                .matches("\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ");
        for (JsonNode test : result.get("tests")) {
            assertThat(test.get("test-name").asString()).isNotEmpty();
            assertThat(test.get("passed").isBoolean()).isTrue();
            assertThat(test.get("score").isInt()).isTrue();
            assertThat(test.get("score").asInt())
                    .isBetween(0, test.get("max-score").asInt());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void gradescope_adds_up(String name, Feedback feedback) {
        JsonNode result = json("gradescope", feedback);

        assertThat(result.get("score").asDouble()).isCloseTo(settled(feedback), within(0.005));
        assertThat(total(result.get("tests"), "score"))
                .isEqualByComparingTo(result.get("score").decimalValue());
        assertThat(total(result.get("tests"), "max_score").doubleValue())
                .isCloseTo(feedback.marks().maxScore(), within(0.005));
        assertThat(result.get("output_format").asString()).isIn("text", "html", "simple_format", "md", "ansi");
        for (JsonNode test : result.get("tests")) {
            assertThat(test.get("status").asString()).isIn("passed", "failed");
            assertThat(test.get("visibility").asString()).isEqualTo("visible");
            assertThat(test.get("number").asString()).matches("\\d+\\.\\d+");
            assertThat(test.get("output").asString()).hasSizeLessThan(100_000);
        }
        assertNoRoundingUp(feedback, result.get("score").asDouble());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void prairielearn_charges_no_attempt_for_our_faults(String name, Feedback feedback) {
        String text = render("prairielearn", feedback);
        JsonNode result = parse(text);
        boolean faulty = feedback.checks().anyMatch(check -> check.verdict() == Outcome.ERRORED);

        assertThat(text.getBytes(UTF8).length).isLessThanOrEqualTo(1_000_000);
        assertThat(result.get("gradable").asBoolean()).isEqualTo(!faulty);
        assertThat(result.has("format_errors")).isEqualTo(faulty);
        assertThat(result.get("score").asDouble()).isBetween(0.0, 1.0);
        assertThat(result.get("score").asDouble())
                .isCloseTo(settled(feedback) / feedback.marks().maxScore(), within(0.001));
        assertThat(total(result.get("tests"), "points").doubleValue()).isCloseTo(settled(feedback), within(0.005));
        assertThat(result.get("score").asDouble() == 1).isEqualTo(isFull(feedback));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void exercism_has_three_words_and_short_output(String name, Feedback feedback) {
        JsonNode result = json("exercism", feedback);

        assertThat(result.get("version").asInt()).isEqualTo(3);
        assertThat(result.get("status").asString()).isIn("pass", "fail", "error");
        assertThat(result.get("status").asString().equals("pass")).isEqualTo(isFull(feedback));
        assertThat(result.get("message").isNull())
                .isEqualTo(!result.get("status").asString().equals("error"));
        for (JsonNode test : result.get("tests")) {
            assertThat(test.get("status").asString()).isIn("pass", "fail", "error");
            assertThat(test.get("output").asString("").length()).isLessThanOrEqualTo(500);
            assertThat(test.get("task_id").asInt())
                    .isBetween(1, feedback.exercises().size());
            assertThat(test.get("test_code").asString()).isNotEmpty();
            assertThat(test.get("message").isNull())
                    .isEqualTo(test.get("status").asString().equals("pass"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void autolab_has_its_scores_on_the_last_line(String name, Feedback feedback) {
        String text = render("autolab", feedback);
        List<String> lines = text.lines().toList();
        JsonNode result = parse(lines.get(lines.size() - 1));

        BigDecimal sum =
                result.get("scores").valueStream().map(JsonNode::decimalValue).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(result.get("scoreboard").get(0).decimalValue());
        assertThat(sum.doubleValue()).isCloseTo(settled(feedback), within(0.005));
        assertThat(new ArrayList<>(result.get("scores").propertyNames()))
                .isEqualTo(
                        feedback.exercises().stream().map(ExerciseFeedback::id).toList());
        assertNoRoundingUp(feedback, sum.doubleValue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void submitty_has_a_share_of_the_points(String name, Feedback feedback) {
        JsonNode result = json("submitty", feedback);

        assertThat(result.get("status").asString()).isEqualTo("success");
        JsonNode answer = result.get("data");
        assertThat(answer.get("score").asDouble())
                .isCloseTo(settled(feedback) / feedback.marks().maxScore(), within(0.001));
        assertThat(answer.get("score").asDouble() == 1).isEqualTo(isFull(feedback));
        assertThat(answer.get("status").asString()).isIn("success", "warning", "failure");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void codegrade_has_a_fraction_of_whole_numbers(String name, Feedback feedback) {
        JsonNode line = json("codegrade", feedback);

        assertThat(line.get("tag").asString()).isEqualTo("points");
        assertThat(line.get("points").asString()).matches("\\d+/\\d+");
        String[] parts = line.get("points").asString().split("/", -1);
        double share = Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
        assertThat(share).isCloseTo(settled(feedback) / feedback.marks().maxScore(), within(0.001));
        assertThat(share == 1).isEqualTo(isFull(feedback));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void junit_counts_and_points_agree(String name, Feedback feedback) throws Exception {
        Element root = xml(render("junit-xml", feedback)).getDocumentElement();

        assertThat(root.getTagName()).isEqualTo("testsuites");
        for (String count : List.of("tests", "failures", "errors")) {
            long ofSuites = elements(root, "testsuite").stream()
                    .mapToLong(suite -> Long.parseLong(suite.getAttribute(count)))
                    .sum();
            assertThat(Long.parseLong(root.getAttribute(count))).as(count).isEqualTo(ofSuites);
        }
        assertThat(elements(root, "testcase")).hasSize(Integer.parseInt(root.getAttribute("tests")));
        assertThat(elements(root, "failure")).hasSize(Integer.parseInt(root.getAttribute("failures")));
        assertThat(elements(root, "error")).hasSize(Integer.parseInt(root.getAttribute("errors")));
        double points = elements(root, "testcase").stream()
                .flatMap(test -> elements(test, "property").stream())
                .filter(property -> property.getAttribute("name").equals("points"))
                .mapToDouble(property -> Double.parseDouble(property.getAttribute("value")))
                .sum();
        assertThat(points).isCloseTo(settled(feedback), within(0.005));
        boolean green = root.getAttribute("failures").equals("0")
                && root.getAttribute("errors").equals("0");
        assertThat(green).isEqualTo(isFull(feedback));
    }

    @Test
    void junit_names_the_file_and_the_line_of_each_case_by_the_repository() throws Exception {
        Element root = xml(located("junit-xml", Samples.mixed())).getDocumentElement();

        assertThat(elements(root, "testcase"))
                .allSatisfy(test -> assertThat(test.getAttribute("file")).startsWith("week 1/"));
        assertThat(elements(root, "testcase"))
                .filteredOn(test -> test.getAttribute("classname").equals("lockstep.threadedsum.correctness.adds-up"))
                .singleElement()
                .satisfies(test -> assertThat(test.getAttribute("line")).isEqualTo("18"));
        assertThat(elements(root, "testcase"))
                .filteredOn(test -> test.getAttribute("classname").endsWith("threadedsum.correctness.right-threads"))
                .singleElement()
                .satisfies(test -> assertThat(test.getAttribute("line")).isEqualTo("7"));
        assertThat(elements(xml(render("junit-xml", Samples.full())).getDocumentElement(), "testcase"))
                .noneMatch(test -> test.hasAttribute("file") || test.hasAttribute("line"));
    }

    /** The rules are those of SARIF 2.1.0 and of GitHub's page on what code scanning supports. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void sarif_is_what_code_scanning_takes(String name, Feedback feedback) {
        JsonNode log = parse(located("sarif", feedback));
        assertThat(log.get("$schema").asString()).startsWith("https://").contains("sarif-2.1.0");
        assertThat(log.get("version").asString()).isEqualTo("2.1.0");
        assertThat(log.get("runs")).hasSize(1);
        JsonNode run = log.get("runs").get(0);
        JsonNode driver = run.get("tool").get("driver");
        assertThat(driver.get("name").asString()).isEqualTo("Lockstep");
        assertThat(driver.get("version").asString()).isNotEmpty();
        JsonNode rules = driver.get("rules");
        for (JsonNode rule : rules) {
            for (String required : List.of("shortDescription", "fullDescription", "help")) {
                assertThat(rule.get(required).get("text").asString()).isNotBlank();
            }
            assertThat(rule.get("shortDescription").get("text").asString()).hasSizeLessThanOrEqualTo(1024);
            assertThat(rule.get("fullDescription").get("text").asString()).hasSizeLessThanOrEqualTo(1024);
            assertThat(rule.get("properties").get("tags")).hasSizeLessThanOrEqualTo(10);
        }
        assertThat(rules.valueStream().map(rule -> rule.get("id").asString())).doesNotHaveDuplicates();
        JsonNode results = run.get("results");
        assertThat(results.valueStream().map(result -> result.get("ruleId").asString()))
                .containsExactlyInAnyOrderElementsOf(feedback.checks()
                        .filter(check -> check.verdict() == Outcome.FAILED)
                        .map(check -> check.question().id())
                        .toList());
        for (JsonNode result : results) {
            JsonNode rule = rules.get(result.get("ruleIndex").asInt());
            assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
            assertThat(result.get("level").asString()).isIn("error", "warning");
            assertThat(result.get("level"))
                    .isEqualTo(rule.get("defaultConfiguration").get("level"));
            assertThat(result.get("message").get("text").asString()).isNotBlank();
            assertThat(result.get("partialFingerprints").get("lockstepCheck/v1").asString())
                    .isNotBlank();
            assertThat(result.get("locations")).hasSize(1);
            JsonNode place = result.get("locations").get(0).get("physicalLocation");
            assertThat(place.get("artifactLocation").get("uri").asString()).matches("week%201/[A-Za-z/]+\\.java");
            assertThat(run.get("originalUriBaseIds")
                            .has(place.get("artifactLocation").get("uriBaseId").asString()))
                    .isTrue();
            assertThat(place.get("region").get("startLine").asInt()).isPositive();
        }
    }

    @Test
    void sarif_leaves_out_what_is_nowhere_and_makes_no_link_of_a_students_text() {
        JsonNode nowhere = json("sarif", Samples.mixed()).get("runs").get(0);
        assertThat(nowhere.get("results")).hasSize((int) Samples.mixed()
                .checks()
                .filter(check -> check.explanation().location() != null)
                .count());
        assertThat(located("sarif", Samples.hostile("[a](http://evil.example)")))
                .doesNotContain("](http");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void vpl_has_one_block_and_then_the_grade(String name, Feedback feedback) {
        List<String> lines = render("vpl", feedback).lines().toList();

        assertThat(lines.get(0)).isEqualTo("<|--");
        assertThat(lines.get(lines.size() - 2)).isEqualTo("--|>");
        assertThat(lines.subList(1, lines.size() - 2))
                .allMatch(line -> line.startsWith("-") && line.length() > 1 || line.startsWith("· "));
        double grade = vplGrade(feedback, Map.of());
        assertThat(grade).isCloseTo(settled(feedback), within(0.005));
        assertNoRoundingUp(feedback, grade);
        double share = settled(feedback) / feedback.marks().maxScore();
        Map<String, String> scale = Map.of("VPL_GRADEMIN", "1", "VPL_GRADEMAX", "11.00000");
        assertThat(vplGrade(feedback, scale)).isCloseTo(1 + 10 * share, within(0.0101));
        assertThat(vplGrade(feedback, scale) == 11).isEqualTo(isFull(feedback));
        assertThat(vplGrade(feedback, Map.of("VPL_GRADEMAX", "much"))).isEqualTo(grade);
    }

    private static double vplGrade(Feedback feedback, Map<String, String> environment) {
        List<String> lines = new VplRenderer(environment, Language.ENGLISH)
                .render(feedback)
                .lines()
                .toList();
        assertThat(lines).filteredOn(line -> line.startsWith("Grade :=>>")).hasSize(1);
        assertThat(lines.get(lines.size() - 1)).matches("Grade :=>> \\d+(\\.\\d{1,2})?");
        return Double.parseDouble(lines.get(lines.size() - 1).substring("Grade :=>>".length()));
    }

    @Test
    void a_student_cannot_write_a_grade_of_vpl() {
        for (String text : List.of("x\nGrade :=>> 100", "x\n--|>\nGrade :=>> 100", "Comment :=>> x", "-x", ">x")) {
            List<String> lines = render("vpl", Samples.hostile(text)).lines().toList();
            assertThat(lines)
                    .filteredOn(line -> line.matches("\\s*(Grade :=>>|Comment :=>>|<\\|--|--\\|>|>).*"))
                    .hasSize(3);
            assertThat(lines).noneMatch(line -> line.startsWith("-x"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feedbacks")
    void coderunner_knows_each_key_and_formats_each_column(String name, Feedback feedback) {
        String text = render("coderunner", feedback);
        JsonNode result = parse(text);

        assertThat(text.lines()).hasSize(1);
        assertThat(List.of(
                        "fraction",
                        "prologuehtml",
                        "testresults",
                        "epiloguehtml",
                        "instructorhtml",
                        "columnformats",
                        "showdifferences",
                        "showoutputonly",
                        "graderstate"))
                .containsAll(result.propertyNames());
        assertThat(result.get("fraction").isNumber()).isTrue();
        assertThat(result.get("fraction").asDouble())
                .isCloseTo(settled(feedback) / feedback.marks().maxScore(), within(0.001));
        assertThat(result.get("fraction").asDouble() == 1).isEqualTo(isFull(feedback));
        JsonNode table = result.get("testresults");
        List<String> header = table.get(0).valueStream().map(JsonNode::asString).toList();
        assertThat(result.get("columnformats"))
                .hasSize((int) header.stream()
                        .filter(column -> !column.equals("iscorrect") && !column.equals("ishidden"))
                        .count())
                .allMatch(format -> format.asString().equals("%s"));
        for (JsonNode row : table.valueStream().skip(1).toList()) {
            assertThat(row).hasSize(header.size());
            assertThat(row.get(0).asInt()).isBetween(0, 1);
            assertThat(row.get(0)).isEqualTo(row.get(header.lastIndexOf("iscorrect")));
        }
        boolean green = table.valueStream().skip(1).allMatch(row -> row.get(0).asInt() == 1);
        assertThat(green).isEqualTo(isFull(feedback));
    }

    @Test
    void a_student_writes_no_element_into_coderunners_page() {
        assertThat(json("coderunner", Samples.hostile("<b>x</b>"))
                        .get("prologuehtml")
                        .asString())
                .doesNotContain("<b>")
                .contains("&lt;b&gt;");
    }

    /** All other tests here hold what an export says against the same number. */
    @Test
    void what_rests_on_an_undecided_check_earns_nothing_under_any_policy() {
        for (ScoringPolicy policy : ScoringPolicy.values()) {
            Feedback open = with(Samples.openGround(), policy);
            assertThat(open.marks().pending()).isEqualTo(400);
            assertThat(settled(open)).isZero();
            assertThat(open.settled()).isZero();
        }
    }

    @Test
    void of_what_is_undecided_timing_counts_and_a_fault_of_the_graders_never_does() {
        // 15 + 20 + 15 points of timing are left open by the machine, and 10 by a fault of the grader.
        assertThat(Samples.pending().marks().score()).isEqualTo(340);
        assertThat(Samples.pending().settled()).isEqualTo(390);
        assertThat(with(Samples.pending(), ScoringPolicy.AWARD).settled()).isEqualTo(390);
        assertThat(with(Samples.pending(), ScoringPolicy.WITHHOLD).settled()).isEqualTo(340);
    }

    @Test
    void any_weights_round_to_a_total_that_its_parts_add_up_to_and_never_up_to_full() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            Feedback feedback = randomly(random);
            for (Settled settled : List.of(Settled.whole(feedback), Settled.hundredths(feedback))) {
                Settled.Share total = settled.total();
                long parts = settled.rounding().score()
                        + feedback.checks()
                                .mapToLong(check -> settled.of(check).score())
                                .sum();
                assertThat(parts).isEqualTo(total.score());
                assertThat(Stream.concat(feedback.checks().map(settled::of), Stream.of(settled.rounding())))
                        .allMatch(share -> 0 <= share.score() && share.score() <= share.maxScore());
                assertThat(total.full()).isEqualTo(isFull(feedback));
                if (!total.full()) {
                    assertThat(total.score()).isLessThan(total.maxScore());
                }
            }
            long whole = Settled.whole(feedback).total().score();
            assertThat((double) whole).isLessThanOrEqualTo(settled(feedback) + 0.5 + 1e-9);
        }
    }

    private static Feedback randomly(Random random) {
        Feedback like = Samples.mixed();
        return map(
                like,
                like.grader().policy(),
                check -> random.nextInt(3) == 0 ? 0 : random.nextDouble() * 3 + 1,
                max -> switch (random.nextInt(3)) {
                    case 0 -> 0.0;
                    case 1 -> max;
                    default -> max * random.nextDouble();
                });
    }

    private static Feedback weighted(Feedback feedback, double factor) {
        return map(
                feedback,
                feedback.grader().policy(),
                check -> factor * check.worth().maxScore(),
                null);
    }

    private static Feedback with(Feedback feedback, ScoringPolicy policy) {
        return map(feedback, policy, check -> check.worth().maxScore(), null);
    }

    /** The same feedback with other points; pending checks stay pending. */
    private static Feedback map(
            Feedback feedback,
            ScoringPolicy policy,
            ToDoubleFunction<CheckFeedback> maxScore,
            @Nullable DoubleUnaryOperator score) {
        List<ExerciseFeedback> exercises = feedback.exercises().stream()
                .map(exercise -> {
                    List<CheckFeedback> checks = exercise.checks().stream()
                            .map(check -> {
                                double max = maxScore.applyAsDouble(check);
                                boolean all =
                                        check.worth().score() == check.worth().maxScore();
                                double earned = check.verdict().isPending()
                                        ? 0
                                        : score != null ? score.applyAsDouble(max) : all ? max : 0;
                                return new CheckFeedback(
                                        check.question(),
                                        check.verdict(),
                                        new CheckFeedback.Worth(earned, max),
                                        check.explanation(),
                                        check.evidence(),
                                        check.rerun());
                            })
                            .toList();
                    return new ExerciseFeedback(
                            exercise.id(),
                            exercise.title(),
                            exercise.status(),
                            exercise.remark(),
                            marks(checks.stream()),
                            checks);
                })
                .toList();
        return new Feedback(
                feedback.schema(),
                new Feedback.GradedBy(
                        feedback.grader().version(), feedback.grader().seed(), policy),
                feedback.submission(),
                feedback.runner(),
                marks(exercises.stream().flatMap(exercise -> exercise.checks().stream())),
                exercises);
    }

    private static Marks marks(Stream<CheckFeedback> checks) {
        List<CheckFeedback> all = checks.toList();
        return new Marks(
                all.stream().mapToDouble(check -> check.worth().score()).sum(),
                all.stream().mapToDouble(CheckFeedback::pending).sum(),
                all.stream().mapToDouble(check -> check.worth().maxScore()).sum());
    }

    private static double settled(Feedback feedback) {
        return feedback.checks()
                .mapToDouble(check -> check.worth().score() + (awarded(check, feedback) ? check.pending() : 0))
                .sum();
    }

    private static boolean awarded(CheckFeedback check, Feedback feedback) {
        if (check.verdict() != Outcome.INCONCLUSIVE || check.explanation().restsOn() != null) {
            return false;
        }
        return switch (feedback.grader().policy()) {
            case TIMING -> check.question().kind() == CheckKind.SPEEDUP;
            case AWARD -> true;
            case WITHHOLD -> false;
        };
    }

    private static boolean isFull(Feedback feedback) {
        return settled(feedback) >= feedback.marks().maxScore() - 1e-9;
    }

    private static int expectedWhole(Feedback feedback) {
        int rounded = (int) Math.round(settled(feedback));
        int max = (int) Math.round(feedback.marks().maxScore());
        return isFull(feedback) ? max : Math.min(rounded, max - 1);
    }

    private static void assertNoRoundingUp(Feedback feedback, double shown) {
        if (!isFull(feedback)) {
            assertThat(shown).isLessThan(feedback.marks().maxScore());
        }
    }

    private static int sum(JsonNode tests, String field) {
        return tests.valueStream().mapToInt(test -> test.get(field).asInt()).sum();
    }

    private static BigDecimal total(JsonNode tests, String field) {
        return tests.valueStream().map(test -> test.get(field).decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static JsonNode json(String format, Feedback feedback) {
        return parse(render(format, feedback));
    }

    private static JsonNode parse(String text) {
        return JsonMapper.builder().build().readTree(text);
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static List<Element> elements(Element parent, String name) {
        var nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) Objects.requireNonNull(nodes.item(i)))
                .toList();
    }

    private static String render(String format, Feedback feedback) {
        return Renderers.of(format, new RenderSettings(TerminalStyle.PLAIN, Map.of(), Map.of(), Map.of()))
                .orElseThrow()
                .render(feedback);
    }

    /** The sources are in a folder of the repository, and each class is at line 7. */
    private static String located(String format, Feedback feedback) {
        Map<String, SourceLocation> stubs = Samples.ALL.stream()
                .collect(Collectors.toMap(
                        exercise -> exercise.id().slug(), exercise -> new SourceLocation(exercise.stubPath(), 7)));
        Map<String, String> files = Samples.ALL.stream()
                .collect(Collectors.toMap(Exercise::stubPath, exercise -> "week 1/" + exercise.stubPath()));
        return Renderers.of(format, new RenderSettings(TerminalStyle.PLAIN, files, stubs, Map.of()))
                .orElseThrow()
                .render(feedback);
    }

    @Test
    void hostile_text_stays_within_its_xml_element() throws Exception {
        String hostile = "]]><failure/>&#0;\u0000\ufffe\uffff\ud800 \" ' <x>";
        String text = render("junit-xml", Samples.hostile(hostile));

        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(UTF8)));
        assertThat(elements(document.getDocumentElement(), "x")).isEmpty();
    }
}
