package lockstep.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lockstep.grader.report.render.RenderSettings;
import lockstep.grader.report.render.Renderers;
import lockstep.grader.verdict.Outcome;
import org.junit.jupiter.api.Test;

class SinceLastRunTest {

    @Test
    void a_mended_mistake_and_a_new_one_are_named() {
        Feedback mixed = Samples.mixed();
        List<String> mistakes = mixed.checks()
                .filter(check -> check.verdict() == Outcome.FAILED)
                .map(check -> String.valueOf(check.explanation().mistake()))
                .filter(it -> !it.equals("null"))
                .distinct()
                .toList();
        assertThat(mistakes).isNotEmpty();

        SinceLastRun better = SinceLastRun.between(mixed, Samples.full());
        assertThat(better.points()).isPositive();
        assertThat(better.mended()).containsAll(mistakes);
        assertThat(better.words()).startsWith("+").contains(": ", " mended").doesNotContain("new:");
        SinceLastRun worse = SinceLastRun.between(Samples.full(), mixed);
        assertThat(worse.points()).isEqualTo(-better.points());
        assertThat(worse.words()).startsWith("-").contains("new: ").doesNotContain("mended");
        assertThat(worse.appeared()).isEqualTo(better.mended());
    }

    @Test
    void nothing_is_said_of_what_could_not_be_decided() {
        assertThat(SinceLastRun.between(Samples.full(), Samples.full()).words()).isEqualTo("no change");
        SinceLastRun undecided = SinceLastRun.between(Samples.mixed(), Samples.pending());
        Samples.pending()
                .checks()
                .filter(check -> check.verdict() == Outcome.INCONCLUSIVE)
                .forEach(check -> assertThat(undecided.mended())
                        .doesNotContain(check.question().id()));
    }

    @Test
    void the_words_are_as_short_as_can_be() {
        assertThat(new SinceLastRun(12, List.of("C3"), List.of("C8")).words()).isEqualTo("+12: C3 mended; new: C8");
        assertThat(new SinceLastRun(0, List.of("C3"), List.of()).words()).isEqualTo("C3 mended");
        assertThat(new SinceLastRun(-2.5, List.of(), List.of()).words()).isEqualTo("-2.5");
        assertThat(new SinceLastRun(1, List.of("a", "b", "c", "d", "e", "f", "g"), List.of()).words())
                .endsWith("f and 1 more mended");
    }

    @Test
    void the_terminal_and_the_page_show_it_and_the_document_holds_it() throws Exception {
        Feedback feedback = Samples.mixed().since(new SinceLastRun(12, List.of("C3"), List.of("C8")));
        for (String format : List.of("text", "html")) {
            assertThat(Renderers.of(format, RenderSettings.PLAIN).orElseThrow().render(feedback))
                    .contains("Since the last run +12: C3 mended; new: C8");
        }
        assertThat(FeedbackReader.read(FeedbackWriter.write(feedback))).isEqualTo(feedback);
        assertThat(FeedbackWriter.write(Samples.mixed())).doesNotContain("sinceLastRun");
    }
}
