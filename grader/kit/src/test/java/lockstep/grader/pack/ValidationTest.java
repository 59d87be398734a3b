package lockstep.grader.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.report.Runner;
import lockstep.grader.verdict.CheckKind;
import org.junit.jupiter.api.Test;

class ValidationTest {

    private static final Runner.Host HOST = new Runner.Host(2, "a processor", "a system", "17");

    private static Validation of(int spared, int caught, String... survivors) {
        return of("boundedbuffer", HOST, spared, caught, survivors);
    }

    private static Validation of(String slug, Runner.Host host, int spared, int caught, String... survivors) {
        return new Validation(
                List.of(new Proof(
                        AllExercises.catalog().find(slug).orElseThrow(),
                        true,
                        5,
                        15,
                        spared,
                        new Proof.Hunt(Map.of(CheckKind.CORRECTNESS, 20, CheckKind.RACE, 9), List.of()),
                        new Proof.Hunt(Map.of(CheckKind.RACE, caught), List.of(survivors)),
                        Map.of("looks-alike", "It is the same."),
                        null)),
                host,
                "1.0");
    }

    @Test
    void a_page_has_counts_intervals_survivors_and_reasons() {
        assertThat(of(15, 18, "line 34: notify for notifyAll").page(""))
                .contains(
                        "| boundedbuffer | 15 of 15 (78.2 to 100 %) | 29 of 29 (88.1 to 100 %) | 18 of 19 (74 to 99.9 %) |",
                        "correctness (20), race (9)",
                        "- line 34: notify for notifyAll",
                        "- looks-alike: It is the same.",
                        "Seeds 1 to 3");
    }

    @Test
    void a_smaller_share_is_worse_and_a_larger_number_is_not() {
        String before = of(15, 18, "a").page("");

        assertThat(of(15, 18, "a").worseThan(before)).isEmpty();
        assertThat(of(15, 19).worseThan(before)).isEmpty();
        assertThat(of(14, 18, "a").worseThan(before)).anyMatch(line -> line.contains("14 of 15, and 15 of 15 before"));
        assertThat(of(15, 30, "a", "b").worseThan(before))
                .anyMatch(line -> line.contains("boundedbuffer: 30 of 32, and 18 of 19 before"));
        assertThat(of(15, 18).worseThan("")).isEmpty();
    }

    @Test
    void exercises_that_are_not_proven_now_stay_on_the_page_of_the_same_machine() {
        String buffer = of(15, 18, "a").page("");
        String both = of("transfer", HOST, 14, 10).page(buffer);

        assertThat(both)
                .contains("| boundedbuffer | 15 of 15", "| transfer | 14 of 15", "| all | 29 of 30 ")
                .containsSubsequence("## boundedbuffer", "- a", "## transfer");
        assertThat(of(15, 19).page(both))
                .contains(
                        "| boundedbuffer | 15 of 15 (78.2 to 100 %) | 29 of 29 (88.1 to 100 %) | 19 of 19",
                        "| transfer | 14 of 15")
                .containsOnlyOnce("| exercise |")
                .containsOnlyOnce("## boundedbuffer")
                .doesNotContain("- a\n");
        assertThat(of("transfer", new Runner.Host(8, "another", "a system", "17"), 14, 10)
                        .page(buffer))
                .doesNotContain("boundedbuffer");
    }

    /** From the tables of the binomial distribution: 0.7^10 is 0.028, 0.69^10 is 0.0245. */
    @Test
    void an_interval_ends_where_what_was_seen_becomes_rarer_than_once_in_forty() {
        assertThat(BinomialInterval.of(10, 10).low()).isBetween(0.69, 0.70);
        assertThat(BinomialInterval.of(10, 10).high()).isEqualTo(1);
        assertThat(BinomialInterval.of(0, 10).high()).isBetween(0.30, 0.31);
        assertThat(BinomialInterval.of(5, 10).low()).isBetween(0.187, 0.188);
        assertThat(BinomialInterval.of(5, 10).high()).isBetween(0.812, 0.813);
    }
}
