package lockstep.grader.check.correctness;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.fixture.Words;
import lockstep.fixture.Words.Fault;
import lockstep.grader.author.Probe;
import lockstep.grader.author.children.Assignments;
import lockstep.grader.author.children.ChildSign;
import lockstep.grader.author.children.ChildrenCall;
import lockstep.grader.author.children.ChildrenChecks;
import lockstep.grader.author.children.ScriptedChild;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.Boundary;
import lockstep.grader.verdict.Advice;

/** What is asked of {@link Words}, which have nothing to do with numbers. */
final class WordsContract implements ChildrenCall<Integer, String> {

    @Check(id = "all", title = "All that is asked of children", points = 1, why = "why", hint = "hint")
    static final Probe ALL = Stream.of(of(Fault.NONE))
            .flatMap(checks -> Stream.of(
                    checks.results(List.of(1, 2, 7)),
                    checks.rejects(List.of(0, -1)),
                    checks.independent(2, 3),
                    checks.allAtOnce(),
                    checks.fullPipes(),
                    checks.everyEnd(),
                    checks.anySpeed(),
                    checks.badLines(),
                    checks.hugeLine(),
                    checks.missingEnd(),
                    checks.badStatus(),
                    checks.interrupts(),
                    checks.noneLeft()))
            .reduce(Probe::and)
            .orElseThrow();

    @Check(id = "full", title = "Full pipes", points = 1, why = "why", hint = "hint")
    static final Probe FULL = of(Fault.WAITS_BEFORE_IT_READS).fullPipes();

    @Check(id = "speed", title = "Any speed", points = 1, why = "why", hint = "hint")
    static final Probe SPEED = of(Fault.GIVES_UP_SOON).anySpeed();

    @Check(id = "lines", title = "Bad lines", points = 1, why = "why", hint = "hint")
    static final Probe LINES = of(Fault.TAKES_ANY_LINE).badLines();

    @Check(id = "left", title = "None left", points = 1, why = "why", hint = "hint")
    static final Probe LEFT = of(Fault.ASKS_POLITELY).noneLeft();

    private final Fault fault;

    private WordsContract(Fault fault) {
        this.fault = fault;
    }

    private static ChildrenChecks<Integer, String> of(Fault fault) {
        return new ChildrenChecks<>(new WordsContract(fault));
    }

    @Override
    public Instance<Integer> instance() {
        Words words = new Words(fault);
        return children -> Boundary.call(() -> words.join(children));
    }

    @Override
    public Integer plain(int children) {
        return children;
    }

    @Override
    public int children(Integer call) {
        return call;
    }

    @Override
    public Assignments<String> assignments() {
        return new Assignments<>("a word", arguments -> arguments.get(0), "");
    }

    @Override
    public Object expected(Integer call) {
        return IntStream.range(0, call).mapToObj(Words::word).collect(Collectors.joining(" "));
    }

    @Override
    public Object result(List<ScriptedChild<String>> children) {
        return children.stream().map(ScriptedChild::assignment).collect(Collectors.joining(" "));
    }

    @Override
    public List<String> lines(ScriptedChild<String> child, int count) {
        return Stream.concat(
                        Collections.nCopies(count - 1, "# a comment of this").stream(), Stream.of(child.assignment()))
                .toList();
    }

    @Override
    public String word() {
        return "word";
    }

    @Override
    public String endMark() {
        return Words.END;
    }

    @Override
    public List<String> badLines() {
        return List.of("hello", "", "word");
    }

    @Override
    public Class<IOException> failure() {
        return IOException.class;
    }

    @Override
    public Advice advice(ChildSign sign) {
        return new Advice(sign.name(), "hint", null);
    }
}
