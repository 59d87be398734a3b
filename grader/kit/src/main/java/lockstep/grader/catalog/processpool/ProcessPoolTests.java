package lockstep.grader.catalog.processpool;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.OtherThread;
import lockstep.grader.worker.RealChildren;
import lockstep.processpool.ProcessPool;
import lockstep.processpool.Worker;
import org.junit.jupiter.api.Test;

/** Whether real children answer, alone and in a pool. */
final class ProcessPoolTests {

    /** Real JVMs take a while to start on a machine under load. */
    private static final Duration REAL_PATIENCE = Duration.ofSeconds(10);

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
        try (RealChildren children = RealChildren.provide()) {
            Process child = children.start(ProcessPool.class, List.of());
            OtherThread<Boolean> talk = OtherThread.start(() -> {
                OutputStream input = child.getOutputStream();
                for (String request : REQUESTS) {
                    input.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
                    input.flush();
                    String expected = Worker.answer(request) + "\n" + ProcessPool.DONE + "\n";
                    expectPrinted("a child that reads \"" + shorten(request) + "\"", expected, child);
                }
                input.close();
                expectNothingMore("a child whose input has ended", child);
                Expect.same(0, "the exit status of a child whose input has ended", child.waitFor());
                return true;
            });
            inTime("main, which reads requests one by one,", talk);
            for (String request : List.of("nonsense", "")) {
                expectEnd(request, children.start(ProcessPool.class, List.of()));
            }
            Expect.same(0, "how many processes the children started", children.grandchildren());
        }
    }

    private static void expectEnd(String request, Process child) throws Exception {
        String call = "main, which reads \"" + request + "\",";
        OtherThread<Boolean> talk = OtherThread.start(() -> {
            try (OutputStream input = child.getOutputStream()) {
                input.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
                input.flush();
                expectNothingMore(call, child);
            }
            Expect.same(false, "whether " + call + " ends with status 0", child.waitFor() == 0);
            return true;
        });
        inTime(call, talk);
    }

    /** Who has read what is expected is not asked for more: it would have to wait. */
    private static void expectPrinted(String who, String expected, Process child) throws Exception {
        byte[] found = child.getInputStream().readNBytes(expected.length());
        String printed = new String(found, StandardCharsets.US_ASCII).replace("\r\n", "\n");
        if (!printed.equals(expected)) {
            throw Expect.wrong("what was printed by " + who, show(expected), show(printed), null);
        }
    }

    private static void expectNothingMore(String who, Process child) throws Exception {
        byte[] more = child.getInputStream().readAllBytes();
        if (more.length > 0) {
            String found = show(new String(more, StandardCharsets.US_ASCII));
            throw Expect.wrong("what was printed by " + who, "nothing more", found, null);
        }
    }

    private static String show(String printed) {
        return shorten(printed.replace("\r", "\\r").replace("\n", "\\n"));
    }

    private static String shorten(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "... (" + text.length() + " characters)" : text;
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
        List<String> expected = REQUESTS.stream().map(Worker::answer).toList();
        try (RealChildren children = RealChildren.provide()) {
            OtherThread<List<String>> caller = OtherThread.start(() -> {
                ProcessPool pool = Boundary.call(() -> new ProcessPool(2));
                List<String> answers = new ArrayList<>(Boundary.call(() -> pool.map(REQUESTS)));
                answers.addAll(Boundary.call(() -> pool.map(REQUESTS)));
                Boundary.run(pool::close);
                return answers;
            });
            if (!caller.endsWithin(REAL_PATIENCE)) {
                throw caller.neverEnds("a pool of two real children, with two calls of map,", null);
            }
            List<String> answers = inTime("map", caller);
            for (int i = 0; i < answers.size(); i++) {
                String request = shorten(REQUESTS.get(i % REQUESTS.size()));
                Expect.same(
                        shorten(expected.get(i % expected.size())),
                        "the answer to " + request,
                        shorten(answers.get(i)));
            }
            Expect.same(2 * expected.size(), "the number of answers to both calls", answers.size());
            Expect.same(
                    2,
                    "how many real child processes were started",
                    children.started().size());
            Expect.same(
                    0L,
                    "how many of them were alive after close()",
                    children.started().stream().filter(Process::isAlive).count());
        }
    }

    private static <T> T inTime(String call, OtherThread<T> other) throws Exception {
        try {
            return other.answerWithin(REAL_PATIENCE);
        } catch (TimeoutException e) {
            throw other.neverEnds(call, null);
        }
    }
}
