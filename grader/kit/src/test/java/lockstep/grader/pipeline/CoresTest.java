package lockstep.grader.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CoresTest {

    @Test
    void works_go_side_by_side_and_are_answered_in_their_order() {
        CyclicBarrier both = new CyclicBarrier(2);
        List<Callable<Integer>> works = IntStream.range(0, 4)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    both.await();
                    return i;
                })
                .toList();
        assertThat(new Cores(2).sideBySide(works)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_work_alone_has_nobody_beside_it() throws Exception {
        Cores cores = new Cores(2);
        AtomicInteger inside = new AtomicInteger();
        Callable<Integer> work = () -> {
            int with = inside.incrementAndGet();
            Thread.yield();
            inside.decrementAndGet();
            return with;
        };
        ExecutorService others = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> answers = Collections.nCopies(200, work).stream()
                    .map(it -> others.submit(() -> cores.alone(it)))
                    .toList();
            cores.sideBySide(Collections.nCopies(200, work));
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        } finally {
            others.shutdownNow();
        }
    }

    @Test
    void what_a_work_throws_comes_out_and_gives_the_core_back() {
        Cores cores = new Cores(1);
        IllegalArgumentException thrown = new IllegalArgumentException();
        assertThatThrownBy(() -> cores.sideBySide(List.of(() -> {
                    throw thrown;
                })))
                .isSameAs(thrown);
        assertThat(cores.<String>alone(() -> "free again")).isEqualTo("free again");
    }

    @Test
    void an_interrupt_of_the_caller_ends_the_works() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> new Cores(1).sideBySide(List.<Callable<String>>of(() -> {
                    caller.interrupt();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        ended.countDown();
                    }
                    return "";
                })))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        ended.await();
    }

    @Test
    void idle_cores_are_lent_and_come_back_whatever_happens() {
        Cores cores = new Cores(4);
        assertThatThrownBy(() -> cores.withIdleOnes(3, idle -> {
                    throw new IllegalArgumentException("with " + idle);
                }))
                .hasMessage("with 2");
        assertThat(cores.<String>alone(() -> "all are there")).isEqualTo("all are there");
        assertThat(cores.<Integer>alone(() -> cores.withIdleOnes(3, idle -> idle)))
                .isZero();
    }
}
