package lockstep.grader.check.correctness;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import lockstep.grader.author.children.ChildPool;
import lockstep.grader.author.children.ChildPoolSign;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.OtherThread;
import lockstep.grader.verdict.Advice;
import lockstep.grader.worker.RealChildren;

/**
 * A pool of children, with real child JVMs: whether a child answers by itself, and whether both halves fit together.
 *
 * @param main what a child runs
 * @param answer what it says to a request
 */
public record RealChildPool(ChildPool contract, Class<?> main, UnaryOperator<String> answer) {

    /** Real JVMs take a while to start on a machine under load. */
    private static final Duration REAL_PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_SHOWN = 60;

    private static final Advice ENDS_BADLY = new Advice(
            "The exit status is how a process tells its parent whether it has succeeded, and a child whose input has ended has.",
            "What does main do when there is nothing more to read, and what does it throw, or hand to System.exit?",
            null);

    /**
     * Lets children answer without a pool: these requests, one when the answer to the one before it has come; then it has to end
     * with its input, by status 0. Where one of the others comes together with the first request, a child has to answer that
     * one, and then to end with another status.
     */
    public void expectChildAlone(List<String> requests, List<String> nonsense) throws Exception {
        try (RealChildren children = RealChildren.provide()) {
            Process child = children.start(main, List.of());
            inTime("main, which reads requests one by one,", OtherThread.start(() -> {
                OutputStream input = child.getOutputStream();
                for (String request : requests) {
                    tell(input, request);
                    String who = "main, which reads \"" + shorten(request) + "\"";
                    expectPrinted(who, answer.apply(request) + "\n" + contract.done() + "\n", child);
                }
                input.close();
                expectNothingMore("main when its input had ended", child);
                int status = child.waitFor();
                if (status != 0) {
                    throw Expect.wrong(
                                    "the exit status of main when its input has ended",
                                    "0",
                                    String.valueOf(status),
                                    null)
                            .advising(ENDS_BADLY);
                }
                return true;
            }));
            for (String request : nonsense) {
                Process failing = children.start(main, List.of());
                String first = requests.get(0);
                String fails = "main, which reads \"" + first + "\" and \"" + request + "\"";
                inTime(fails + ",", OtherThread.start(() -> {
                    tell(failing.getOutputStream(), first + "\n" + request);
                    expectPrinted(fails, answer.apply(first) + "\n" + contract.done() + "\n", failing);
                    expectNothingMore(fails, failing);
                    if (failing.waitFor() == 0) {
                        throw Expect.wrong("the exit status of " + fails, "another one than 0", "0", null)
                                .advising(contract.advice(ChildPoolSign.WRONG_STATUS));
                    }
                    return true;
                }));
            }
            Expect.same(0, "how many processes the children started", children.grandchildren());
        }
    }

    private static void tell(OutputStream input, String request) throws Exception {
        input.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
        input.flush();
    }

    /** Reads as much as is expected, and no more: that would be to wait. */
    private static void expectPrinted(String who, String expected, Process child) throws Exception {
        // Where lines end with two characters, they are not counted.
        String wanted = expected.replace("\n", System.lineSeparator());
        byte[] found = child.getInputStream().readNBytes(wanted.length());
        String printed = new String(found, StandardCharsets.US_ASCII);
        if (!printed.equals(wanted)) {
            throw Expect.wrong("what was printed by " + who, show(wanted), show(printed), null);
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
        return printed.isEmpty()
                ? "nothing"
                : shorten(printed.replace("\r", "\\r").replace("\n", "\\n"));
    }

    private static String shorten(String text) {
        return text.length() > MOST_SHOWN
                ? text.substring(0, MOST_SHOWN) + "... (" + text.length() + " characters)"
                : text;
    }

    /** Lets a pool of so many children answer these requests twice, and closes it. */
    public void expectAnswers(int size, List<String> requests) throws Exception {
        try (RealChildren children = RealChildren.provide()) {
            List<String> answers = inTime("a pool of real children", OtherThread.start(() -> {
                ChildPool.Instance pool = Boundary.call(() -> contract.instance(size));
                List<String> all =
                        new ArrayList<>(Boundary.call(() -> pool.map().map(requests)));
                all.addAll(Boundary.call(() -> pool.map().map(requests)));
                Boundary.<Boolean>call(() -> {
                    pool.close().close();
                    return true;
                });
                return all;
            }));
            Expect.same(2 * requests.size(), "the number of answers to two calls", answers.size());
            for (int i = 0; i < answers.size(); i++) {
                String request = requests.get(i % requests.size());
                String expected = answer.apply(request);
                if (!expected.equals(answers.get(i))) {
                    throw Expect.wrong(
                            "the answer to \"" + shorten(request) + "\" by a real child",
                            shorten(expected),
                            shorten(String.valueOf(answers.get(i))),
                            null);
                }
            }
            List<Process> started = children.started();
            Expect.same(size, "how many real child processes were started", started.size());
            Expect.same(
                    0L,
                    "how many of them were alive after close()",
                    started.stream().filter(Process::isAlive).count());
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
