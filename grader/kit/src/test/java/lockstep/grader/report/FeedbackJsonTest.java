package lockstep.grader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeedbackJsonTest {

    static Stream<Feedback> samples() {
        return Stream.of(
                Samples.full(),
                Samples.mixed(),
                Samples.pending(),
                Samples.openGround(),
                Samples.notWritten(),
                Samples.rejected(),
                Samples.hostile("\u001b[31m\u009b\ud800 </script> \u202e"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_was_written_reads_back_equal(Feedback feedback) throws Exception {
        assertThat(FeedbackReader.read(FeedbackWriter.write(feedback))).isEqualTo(feedback);
    }

    @Test
    void another_document_is_refused_by_name() {
        assertThatThrownBy(() -> FeedbackReader.read("{\"schema\":\"lockstep/feedback/v2\"}"))
                .isInstanceOf(FeedbackReader.UnreadableFeedbackException.class)
                .hasMessageContaining("lockstep/feedback/v2");
        assertThatThrownBy(() -> FeedbackReader.read("{"))
                .isInstanceOf(FeedbackReader.UnreadableFeedbackException.class);
    }
}
