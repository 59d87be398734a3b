package lockstep.grader.catalog.processqueuesum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import lockstep.processqueuesum.Term;
import org.junit.jupiter.api.Test;

class PrintedNumbersTest {

    private final PrintedNumbers numbers = new PrintedNumbers();

    @Test
    void numbers_count_up_to_the_stop_however_the_bytes_arrive() {
        take("12\r\n-");
        take("3\n4");
        take("0\nSTOP\n1000\n");
        assertThat(numbers.sum()).isEqualTo(49);
    }

    @Test
    void what_is_no_number_counts_nothing() {
        take("sum: 5\n\n" + "9".repeat(100) + "\n7\n");
        assertThat(numbers.sum()).isEqualTo(7);
    }

    @Test
    void a_part_of_a_range_has_the_sum_of_its_elements() {
        RangeSums sums = new RangeSums(10_000, 3_000, Term.SQUARE);
        Share part = new Share(10_007, 12_999, Term.SQUARE);
        assertThat(sums.of(part)).isEqualTo(part.sum());
        assertThat(sums.total()).isEqualTo(new Share(10_000, 13_000, Term.SQUARE).sum());
        assertThat(sums.of(new Share(0, 0, Term.SQUARE))).isZero();
    }

    @Test
    void a_share_has_the_sum_that_adding_one_by_one_gives() {
        for (Term term : new Term[] {Term.IDENTITY, Term.SQUARE}) {
            assertThat(new Share(-7, 30, term).sum())
                    .isEqualTo(LongStream.range(-7, 30).map(term).sum());
            assertThat(new Share(Long.MAX_VALUE - 5, Long.MAX_VALUE, term).sum())
                    .isEqualTo(LongStream.range(Long.MAX_VALUE - 5, Long.MAX_VALUE)
                            .map(term)
                            .sum());
        }
    }

    private void take(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        numbers.take(bytes, 0, bytes.length);
    }
}
