package lockstep.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lockstep.grader.verdict.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeedbackSchemaTest {

    private final Schema schema = schema();

    static Stream<Feedback> samples() {
        return FeedbackJsonTest.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_output_is_valid(Feedback feedback) {
        assertThat(schema.validate(FeedbackWriter.write(feedback), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void what_came_later_is_valid_too() {
        Feedback feedback = Samples.mixed();
        Feedback grown = feedback.with(feedback.exercises().stream()
                        .map(exercise -> exercise.with(
                                exercise.checks().stream()
                                        .map(check -> check.with(List.of(new Adjustment(1.5, "seen"))))
                                        .toList(),
                                List.of(new Adjustment(null, "a comment"), new Adjustment(-2.0, ""))))
                        .toList())
                .since(new SinceLastRun(-3, List.of("C3"), List.of()));
        assertThat(schema.validate(FeedbackWriter.write(grown), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_students_copy_is_valid_and_so_is_what_it_is_made_of(Feedback feedback) {
        Feedback whole = Samples.shown(feedback, Visibility.AFTER_DEADLINE, check -> true);
        for (Feedback each : List.of(whole, StudentsCopy.of(whole))) {
            String document = FeedbackWriter.write(each);
            assertThat(document).contains("\"visibility\" : \"after-deadline\"");
            assertThat(schema.validate(document, InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void the_samples_show_every_type_of_evidence() {
        assertThat(samples()
                        .flatMap(Feedback::checks)
                        .flatMap(check -> check.evidence().stream())
                        .map(Object::getClass)
                        .distinct())
                .containsExactlyInAnyOrder(Evidence.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"score\" : 165|\"score\" : \"165\"",
                "\"score\" : 165|\"score\" : -1",
                "\"score\" : 165|\"extra\" : 1, \"score\" : 165",
                "\"kind\" : \"RACE\"|\"kind\" : \"LUCK\"",
                "\"status\" : \"graded\"|\"status\" : \"lost\"",
                "\"verdict\" : \"FAILED\"|\"verdict\" : \"PASSED\"",
                "\"type\" : \"leak\"|\"type\" : \"crash\"",
                "\"type\" : \"crash\"|\"type\" : \"unheard-of\"",
                "\"permitted\" : false|\"permitted\" : \"no\"",
                "\"file\" : \"lockstep/|\"file\" : \"/home/someone/",
                "\"commit\" : null,|",
                "\"canaries\" : \"not-run\"|\"canaries\" : \"singing\"",
            })
    void a_wrong_document_is_refused(String right, String wrong) {
        String document = FeedbackWriter.write(Samples.mixed());
        assertThat(document).contains(right);
        String broken = document.replace(right, wrong == null ? "" : wrong);

        assertThat(schema.validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    private static Schema schema() {
        InputStream text = FeedbackSchemaTest.class.getResourceAsStream("/lockstep/feedback-v1.schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Objects.requireNonNull(text), InputFormat.JSON);
    }
}
