package lockstep.processqueuesum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import lockstep.SkipUnwritten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A few examples of what {@link ProcessQueueSum} promises; the grader asks for more. */
@ExtendWith(SkipUnwritten.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessQueueSumTest {

    @Test
    void two_children_add_up_a_hundred_numbers() throws IOException, InterruptedException {
        assertEquals(4950, new ProcessQueueSum().sum(0, 100, Term.IDENTITY, 2));
    }

    @Test
    void three_children_share_real_work() throws IOException, InterruptedException {
        long expected =
                LongStream.range(-500, 500_000).map(Term.MIX::applyAsLong).sum();
        assertEquals(expected, new ProcessQueueSum().sum(-500, 500_000, Term.MIX, 3));
    }

    @Test
    void an_empty_range_gives_nought() throws IOException, InterruptedException {
        assertEquals(0, new ProcessQueueSum().sum(7, 7, Term.SQUARE, 2));
    }

    @Test
    void no_processes_at_all_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new ProcessQueueSum().sum(0, 1, Term.IDENTITY, 0));
    }

    @Test
    void no_child_is_alive_afterwards() throws IOException, InterruptedException {
        Set<Long> before = children();
        new ProcessQueueSum().sum(0, 10, Term.SQUARE, 2);
        Set<Long> left = children();
        left.removeAll(before);
        assertEquals(Set.of(), left, "processes left");
    }

    @Test
    void the_child_half_prints_partial_sums_and_then_stop() {
        List<String> lines = printedBy("10", "20", "IDENTITY");
        int last = lines.size() - 1;
        assertEquals(ProcessQueueSum.STOP, lines.get(last));
        assertEquals(
                145, lines.subList(0, last).stream().mapToLong(Long::parseLong).sum());
    }

    @Test
    void the_given_terms_are_what_they_say() {
        assertEquals(12, Term.IDENTITY.applyAsLong(12));
        assertEquals(144, Term.SQUARE.applyAsLong(12));
        long[] mixed = LongStream.range(0, 1000).map(Term.MIX::applyAsLong).toArray();
        assertEquals(1000, LongStream.of(mixed).distinct().count());
        assertArrayEquals(
                mixed, LongStream.range(0, 1000).map(Term.MIX::applyAsLong).toArray());
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static List<String> printedBy(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            ProcessQueueSum.main(arguments);
        } finally {
            System.setOut(before);
        }
        return printed.toString().lines().toList();
    }
}
