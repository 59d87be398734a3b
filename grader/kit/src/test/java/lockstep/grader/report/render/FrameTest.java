package lockstep.grader.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.SourceText;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameTest {

    private static final SourceText SOURCE = new SourceText(
            "a/A.java",
            IntStream.rangeClosed(1, 60).mapToObj(i -> "\tline" + i + "\n").collect(Collectors.joining()));

    private static List<String> frames(@Nullable Integer line, Evidence... evidence) {
        return Frames.of(
                        List.of(SOURCE),
                        new CheckFeedback(
                                new CheckFeedback.Question("a.race.x", CheckKind.RACE, "X"),
                                Outcome.FAILED,
                                new CheckFeedback.Worth(0, 1),
                                new CheckFeedback.Explanation("m", "w", "h", null, line == null ? null : at(line)),
                                List.of(evidence),
                                new CheckFeedback.Rerun(null, 1)))
                .stream()
                .map(frame ->
                        frame.first() + "-" + (frame.first() + frame.lines().size() - 1) + " " + frame.marks())
                .toList();
    }

    private static SourceLocation at(int line) {
        return new SourceLocation("a/A.java", line);
    }

    private static Evidence.Access access(String thread, boolean write, int line) {
        return new Evidence.Access(thread, write, List.of(at(line)));
    }

    @Test
    void two_lines_before_and_behind_are_shown_without_their_common_indentation() {
        Frame frame = Frame.of(SOURCE, new TreeMap<>(Map.of(10, "here")));

        assertThat(frame.numbered())
                .containsExactly(
                        Map.entry(8, "line8"),
                        Map.entry(9, "line9"),
                        Map.entry(10, "line10"),
                        Map.entry(11, "line11"),
                        Map.entry(12, "line12"));
    }

    @Test
    void a_frame_ends_with_the_file_and_has_no_blank_rim() {
        SourceText blank = new SourceText("a/A.java", "\n\none\n  two\n\n\n");

        assertThat(Frame.of(blank, new TreeMap<>(Map.of(3, ""))).lines()).containsExactly("one", "  two");
        assertThat(Frame.of(SOURCE, new TreeMap<>(Map.of(60, ""))).lines()).hasSize(3);
        assertThat(Frame.of(SOURCE, new TreeMap<>(Map.of(61, ""))).lines()).isEmpty();
    }

    @Test
    void near_accesses_of_a_race_share_a_frame_and_far_ones_have_their_own() {
        assertThat(frames(10, new Evidence.DataRace("v", access("A", true, 10), access("B", false, 14), "a lock")))
                .containsExactly("8-16 {10=A writes v, 14=B reads v}");
        assertThat(frames(10, new Evidence.DataRace("v", access("A", true, 10), access("B", false, 40), "a lock")))
                .containsExactly("8-12 {10=A writes v}", "38-42 {40=B reads v}");
    }

    @Test
    void what_threads_did_stands_below_the_line_at_fault() {
        Evidence steps = new Evidence.Interleaving(
                List.of("A", "B"),
                List.of(
                        new Evidence.Step("A", at(10), "read v", "1"),
                        new Evidence.Step("B", at(10), "read v", "1"),
                        new Evidence.Step("B", at(12), "write v", "2")),
                "wrong",
                "0");

        assertThat(frames(10, steps)).containsExactly("8-12 {10=A: read v = 1; B: read v = 1}");
    }

    @Test
    void a_stuck_thread_says_what_it_waits_for() {
        Evidence stuck = new Evidence.StuckThreads(
                "stuck", List.of(new Evidence.Stuck("A", "BLOCKED", "lock 1", "B", at(20), List.of())), List.of());

        assertThat(frames(null, stuck)).containsExactly("18-22 {20=A waits here for lock 1, which B holds}");
    }

    @Test
    void no_line_or_no_file_is_no_frame() {
        assertThat(frames(null)).isEmpty();
        assertThat(frames(null, new Evidence.RuleBreach(new SourceLocation("b/B.java", 1), "rule", "breach")))
                .isEmpty();
    }

    @Test
    void a_terminal_marks_the_line_and_cuts_what_is_too_long() {
        TerminalPage page = new TerminalPage(new TerminalStyle(false, 40, true, Language.ENGLISH));

        page.code(
                2,
                Frame.of(
                        new SourceText("a/A.java", "  one\n    a line that is longer than fits\n"),
                        new TreeMap<>(Map.of(2, "here"))));

        assertThat(page.text().lines())
                .containsExactly("    1 │ one", "  ▸ 2 │   a line that is longer than fi…", "      │   ╰ here");
    }
}
