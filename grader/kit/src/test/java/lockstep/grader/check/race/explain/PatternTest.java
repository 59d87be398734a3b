package lockstep.grader.check.race.explain;

import static org.assertj.core.api.Assertions.assertThat;

import lockstep.grader.catalog.mistakes.MistakeCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatternTest {

    @ParameterizedTest
    @EnumSource(Pattern.class)
    void each_pattern_names_mistakes_that_the_catalogue_has_for_the_exercise(Pattern pattern) {
        assertThat(pattern.mistakes()).isNotEmpty();
        pattern.mistakes()
                .forEach((exercise, id) -> assertThat(
                                MistakeCatalog.ofKit().find(id).orElseThrow().exercises())
                        .as(id)
                        .contains(exercise));
    }
}
