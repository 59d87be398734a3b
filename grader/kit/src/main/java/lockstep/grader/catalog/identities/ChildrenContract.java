package lockstep.grader.catalog.identities;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.author.Probe;
import lockstep.grader.author.children.Assignments;
import lockstep.grader.author.children.ChildSign;
import lockstep.grader.author.children.ChildrenCall;
import lockstep.grader.author.children.ChildrenChecks;
import lockstep.grader.author.children.ScriptedChild;
import lockstep.grader.author.children.ScriptedChildren;
import lockstep.grader.check.race.Answer;
import lockstep.grader.check.race.Race;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SpinMeeting;
import lockstep.grader.verdict.Advice;
import lockstep.identities.Identities;
import lockstep.identities.Identity;
import org.jspecify.annotations.Nullable;

/** What {@code inProcesses} promises, whatever its children do. */
public final class ChildrenContract implements ChildrenCall<ChildrenContract.Ask, List<String>> {

    private static final ChildrenChecks<Ask, List<String>> CHECKS = new ChildrenChecks<>(new ChildrenContract());
    private static final String EACH_CHILD = "correctness.each-child";
    private static final int MOST_CHILDREN = 40;

    /** A call. */
    record Ask(int children) {
        @Override
        public String toString() {
            return "inProcesses(" + children + ")";
        }
    }

    @Check(
            id = "each-child",
            title = "Reports what each child says, in the order in which they were started",
            points = 8,
            why = "A child is another process: all that its parent knows of it is what it prints.",
            hint =
                    "How many lines does each child print, who reads them, and where in the list does what it says belong?")
    static final Probe EACH_CHILD_REPORTED = CHECKS.printed(asks(1, 2, 3, 7))
            .and(asMany(1))
            .and(asMany(5))
            .and(asMany(40))
            .and(Probe.ofCounts(MOST_CHILDREN, number -> asMany(number + 1)))
            .and(CHECKS.anyTime())
            .and(CHECKS.afterFailure(new Ask(2), new Ask(3)))
            .and(CHECKS.rejects(asks(0, -1)))
            .and(Probe.ofCounts(MOST_CHILDREN, number -> CHECKS.printed(asks(number, number + 1))));

    @Check(
            id = "all-at-once",
            title = "All children run at the same time",
            points = 7,
            why =
                    "Processes are there to run side by side; whoever waits for the first before the second starts has one.",
            hint = "Which line waits for a child, and have all been started by then?",
            ground = EACH_CHILD)
    static final Probe ALL_AT_ONCE = CHECKS.allAtOnce()
            .and(CHECKS.allAtOnce(MOST_CHILDREN))
            .and(Probe.ofCounts(MOST_CHILDREN, number -> CHECKS.allAtOnce(number + 1)));

    @Check(
            id = "failures",
            title = "A child that fails makes an IOException",
            points = 5,
            why = "A report with an entry that nobody vouches for is worse than none.",
            hint = "What could a child print instead of its line, or after it, and what does its exit status say?",
            ground = EACH_CHILD)
    static final Probe FAILURES = CHECKS.badLines()
            .and(printing("nothing", child -> ""))
            .and(printing("a word", child -> "hello\n"))
            .and(printing("no thread", child -> child.pid() + "\n"))
            .and(printing("a thread that is no number", child -> child.pid() + " main\n"))
            .and(printing("a number too many", child -> line(child) + " 1\n"))
            .and(printing("a second line", child -> line(child) + "\n" + line(child) + "\n"))
            .and(printing(
                    "the id of its parent", child -> ProcessHandle.current().pid() + " 1\n"))
            .and(printing("the id of another child", child -> (child.pid() ^ 1) + " 1\n"))
            .and(CHECKS.failing(" when a child prints a second line 10 s later", child -> {
                child.print(line(child));
                child.pause(10_000);
                child.print("bye");
                return 0;
            }))
            .and(CHECKS.badStatus())
            .and(exiting(1))
            .and(exiting(143))
            .and(CHECKS.missingChild());

    @Check(
            id = "interrupt",
            title = "An interrupt ends the waiting",
            points = 4,
            why = "An interrupt is how a caller says that it no longer wants the answer.",
            hint = "Reading from a child takes no notice of an interrupt. Which way to wait for a child does?",
            ground = EACH_CHILD)
    static final Probe INTERRUPT = CHECKS.interrupts();

    @Check(
            id = "nobody-left",
            title = "No child and no thread is left",
            points = 4,
            why = "Processes that nobody waits for go on, and hold memory, after the answer has been given.",
            hint =
                    "There are several ways out of inProcesses. Which Java block do all of them pass, and what must happen"
                            + " there to each child?",
            ground = EACH_CHILD)
    static final Probe NOBODY_LEFT = CHECKS.noneLeft();

    @Check(
            id = "children-meet",
            title = "Two calls whose children print at the same time",
            points = 5,
            why = "Calls have children of their own, whose lines come in any order.",
            hint = "Which variables do two calls share, or two threads of one? Give each child a place of its own.",
            ground = EACH_CHILD)
    void children_meet(Race race) {
        Ask ask = new Ask(race.size(2, 4));
        SpinMeeting meeting = race.meeting(2 * ask.children());
        Instance<Ask> instance = instance();
        List<Answer> reports = List.of(new Answer(), new Answer());
        List<ScriptedChild<List<String>>> started;
        try (ScriptedChildren<List<String>> children = ScriptedChildren.playing(assignments(), child -> {
            meeting.visit();
            child.print(line(child));
            return 0;
        })) {
            race.together(reports.stream()
                    .map(report -> (Race.Actor) () -> report.is(instance.call(ask)))
                    .toArray(Race.Actor[]::new));
            started = children.started();
        }
        List<String> all = result(started);
        for (Answer report : reports) {
            List<?> reported = named(report);
            report.expect(
                    race,
                    "the report of " + ask + ", twice at the same time",
                    all.stream().filter(reported::contains).toList());
        }
        race.expect(
                "the children that both reports name",
                all.stream().sorted().toList(),
                reports.stream()
                        .flatMap(report -> named(report).stream().map(Object::toString))
                        .sorted()
                        .toList());
    }

    private static List<?> named(Answer report) {
        return report.value() instanceof List<?> list ? list : List.of();
    }

    private static List<Ask> asks(int... children) {
        return IntStream.of(children).mapToObj(Ask::new).toList();
    }

    private static Probe asMany(int children) {
        return Probe.of(CHECKS.asked(
                "number",
                new Ask(children),
                asked -> Expect.same(children, "the number of the children of " + new Ask(children), asked.size())));
    }

    private interface Text {
        String of(ScriptedChild<List<String>> child);
    }

    private static Probe printing(String what, Text text) {
        return CHECKS.failing(" when a child prints " + what, child -> {
            child.write(text.of(child));
            return 0;
        });
    }

    private static Probe exiting(int status) {
        return CHECKS.failing(" when a child exits with status " + status, child -> {
            child.print(line(child));
            return status;
        });
    }

    /** In different processes, threads may have the same id, and any that is a long. */
    private static String line(ScriptedChild<?> child) {
        return child.pid() + " " + (1 + child.number() / 2 * 2_000_000_000L);
    }

    @Override
    public Instance<Ask> instance() {
        Identities identities = Boundary.call(Identities::new);
        return ask -> said(Boundary.call(() -> identities.inProcesses(ask.children())));
    }

    private static List<String> said(@Nullable List<Identity> report) {
        return report == null
                ? List.of("no report")
                : report.stream()
                        .map(each -> each == null ? "nothing" : each.process() + " " + each.thread())
                        .toList();
    }

    @Override
    public Ask plain(int children) {
        return new Ask(children);
    }

    @Override
    public int children(Ask ask) {
        return ask.children();
    }

    @Override
    public Assignments<List<String>> assignments() {
        return new Assignments<>("anything", arguments -> arguments, List.of());
    }

    @Override
    public List<String> result(List<ScriptedChild<List<String>>> children) {
        return children.stream().map(ChildrenContract::line).toList();
    }

    @Override
    public List<String> lines(ScriptedChild<List<String>> child, int count) {
        return Stream.generate(() -> line(child)).limit(count).toList();
    }

    @Override
    public String word() {
        return "report";
    }

    @Override
    public List<String> badLines() {
        return List.of("hello");
    }

    @Override
    public Class<IOException> failure() {
        return IOException.class;
    }

    @Override
    public boolean endsItsThreads() {
        return true;
    }

    @Override
    public @Nullable Advice advice(ChildSign sign) {
        return switch (sign) {
            case ONE_BY_ONE -> MistakeCatalog.adviceOn("Q9");
            case STATUS_IGNORED -> MistakeCatalog.adviceOn("Q11");
            case LEFT_ALONE, NOT_AWAITED -> MistakeCatalog.adviceOn("Q12");
            case THREAD_LEFT -> MistakeCatalog.adviceOn("P2");
            case CLOGGED, WAITS_IN_VAIN, FIRST_END, SILENCE, INTERRUPT_SWALLOWED -> null;
        };
    }
}
