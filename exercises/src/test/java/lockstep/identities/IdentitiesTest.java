package lockstep.identities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lockstep.SkipUnwritten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A few examples of what {@link Identities} promises; the grader asks for more. */
@ExtendWith(SkipUnwritten.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IdentitiesTest {

    private static Identity me() {
        return new Identity(
                ProcessHandle.current().pid(), Thread.currentThread().getId());
    }

    @Test
    void one_thread_has_one_identity() {
        assertEquals(Collections.nCopies(3, me()), new Identities().inOneThread(Collections.nCopies(3, () -> {})));
    }

    @Test
    void three_tasks_at_the_same_time_have_three_threads_and_one_process() throws Exception {
        CyclicBarrier three = new CyclicBarrier(3);
        List<Identity> report = new Identities().inThreads(Collections.nCopies(3, () -> meet(three)), 3);
        assertEquals(3, new HashSet<>(report).size());
        assertTrue(report.stream().allMatch(each -> each.process() == me().process()));
        assertTrue(report.stream().noneMatch(each -> each.thread() == me().thread()));
    }

    @Test
    void each_task_has_its_entry() throws Exception {
        Identity[] ran = new Identity[20];
        List<Runnable> tasks = new ArrayList<>();
        IntStream.range(0, ran.length).forEach(i -> tasks.add(() -> ran[i] = me()));
        List<Identity> report = new Identities().inThreads(tasks, 4);
        assertEquals(List.of(ran), report);
    }

    @Test
    void there_are_no_more_threads_than_asked_for() throws Exception {
        List<Identity> report = new Identities().inThreads(Collections.nCopies(50, () -> {}), 2);
        assertTrue(new HashSet<>(report).size() <= 2, report.toString());
    }

    @Test
    void no_threads_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Identities().inThreads(List.of(), 0));
    }

    @Test
    void children_are_other_processes() throws Exception {
        List<Identity> report = new Identities().inProcesses(3);
        assertEquals(3, report.stream().map(Identity::process).distinct().count(), report.toString());
        assertTrue(report.stream().noneMatch(each -> each.process() == me().process()));
    }

    @Test
    void no_children_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Identities().inProcesses(0));
    }

    @Test
    void a_child_says_who_it_is() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            Identities.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertEquals(me().process() + " " + me().thread() + System.lineSeparator(), printed.toString());
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("three tasks, three threads, but not all at the same time", e);
        }
    }
}
