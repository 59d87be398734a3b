package lockstep.grader.catalog.identities;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import lockstep.grader.catalog.identities.ChildrenContract.Ask;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.OtherThread;
import lockstep.grader.worker.RealChildren;
import org.junit.jupiter.api.Test;

/** What {@code main} says in real child JVMs. */
public final class MainTests {

    /** Real JVMs take a while to start on a machine under load. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Check(
            id = "main",
            title = "main prints who it is, and nothing else",
            points = 5,
            why = "The line is all that a parent can learn; it knows no better than what the child says.",
            hint = "Run main by itself: one line, two numbers, one space. Which thread does it run in?")
    @Test
    void main() throws Exception {
        try (RealChildren children = RealChildren.provide()) {
            Process child = children.start(SubmittedMain.class, List.of());
            String call = "main()";
            List<String> lines = inTime(
                    call,
                    OtherThread.start(() -> new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList()));
            Expect.same(0, "the exit status of a child that runs " + call, child.waitFor());
            Expect.same(
                    List.of(child.pid() + " " + lines.get(0)),
                    "what " + call + " prints",
                    lines.subList(1, lines.size()));
        }
    }

    @Check(
            id = "real-children",
            title = "Real child processes have different ids",
            points = 3,
            why = "Each JVM is a process of its own, with an id of its own; the first thread has the same id in all.",
            hint = "Which class do your children run, and what does it print?",
            ground = {"correctness.main", "correctness.each-child"})
    @Test
    void real_children() throws Exception {
        try (RealChildren children = RealChildren.provide()) {
            Ask two = new Ask(2);
            String call = two + ", with real child processes";
            ChildrenContract contract = new ChildrenContract();
            Object report =
                    inTime(call, OtherThread.start(() -> contract.instance().call(two)));
            Expect.same(
                    children.started().stream()
                            .map(child -> Long.toString(child.pid()))
                            .toList(),
                    "the process ids of " + call,
                    ((List<?>) report)
                            .stream().map(each -> each.toString().split(" ")[0]).toList());
        }
    }

    private static <T> T inTime(String call, OtherThread<T> other) throws Exception {
        return Expect.noThrow("an answer", call, () -> {
            try {
                return other.answerWithin(PATIENCE);
            } catch (TimeoutException e) {
                throw other.neverEnds(call, null);
            }
        });
    }
}
