package lockstep.grader.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MutantTest {

    private static final String SOLUTION = """
            class Counter {
                // Counts.
                private String text = "one; two} {";

                void count() { number++; }
            }
            """;

    private static final List<Mutant> MUTANTS = Mutant.read("""
            [counts-by-two]
            in count
            from number++;
            to number += 2;
            correctness.counts FAILED
            mistake C1
            at number += 2;
            """, "Counter", SOLUTION);

    @Test
    void each_statement_has_a_line() {
        assertThat(MUTANTS.get(0).source().split("\n"))
                .containsExactly(
                        "class Counter {",
                        "private String text = \"one; two} {\";",
                        "void count() {",
                        "number += 2;",
                        "}",
                        "}");
    }

    @Test
    void what_comes_otherwise_than_declared_is_told() {
        Map<String, String> failed = Map.of("correctness.counts", "FAILED");
        Mutant mutant = MUTANTS.get(0);
        assertThat(mutant.otherwise(failed, Set.of("C1"), Set.of(3, 4))).isEmpty();
        assertThat(mutant.otherwise(Map.of("correctness.counts", "PASSED"), Set.of("none"), Set.of(3)))
                .containsExactly(
                        "expected correctness.counts FAILED, found PASSED",
                        "expected the mistake C1, found [none]",
                        "expected that it is told at number += 2;, found [void count() {]");
    }
}
