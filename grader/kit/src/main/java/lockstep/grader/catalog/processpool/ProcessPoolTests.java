package lockstep.grader.catalog.processpool;

import java.util.List;
import lockstep.grader.check.correctness.RealChildPool;
import lockstep.grader.exercise.Check;
import lockstep.processpool.ProcessPool;
import lockstep.processpool.Worker;
import org.junit.jupiter.api.Test;

/** Whether real children answer, alone and in a pool. */
public final class ProcessPoolTests {

    private static final RealChildPool POOL =
            new RealChildPool(new ProcessPoolContract(), ProcessPool.class, Worker::answer);

    private static final List<String> REQUESTS = List.of(
            "3 ab", "0 ab", "1 " + ProcessPool.DONE, "1 ", "70000 xyz", "2 " + "long ".repeat(20_000), "1 a b ~");

    @Check(
            id = "child-alone",
            title = "A child answers each request when it has read it",
            points = 3,
            why =
                    "The pool waits for the answer before it says more: a child that waits for more first waits for ever.",
            hint = "Run main by itself and type 3 ab. What is there before you end the input? Is anything in a buffer?")
    @Test
    void childAlone() throws Exception {
        POOL.expectChildAlone(REQUESTS, List.of("nonsense", ""));
    }

    @Check(
            id = "real",
            title = "Works with real child processes",
            points = 3,
            why = "In the end both halves have to fit together.",
            hint = "Run the sample test, and print each line that your pool writes and reads.",
            ground = {"correctness.live-on", "correctness.child-alone"})
    @Test
    void real() throws Exception {
        POOL.expectAnswers(2, REQUESTS);
    }
}
