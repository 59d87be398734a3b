package lockstep.grader.catalog.poolmap;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.author.FunctionException;
import lockstep.grader.check.race.NamesMistake;
import lockstep.grader.check.race.Race;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.SpinMeeting;
import lockstep.grader.probe.Thrown;
import lockstep.grader.probe.ThrownBySubmission;

/** What workers of {@code map} may do to each other: the tasks end at the same moment and record nothing. */
@NamesMistake(
        pattern = BugPattern.SHARED_COLLECTION,
        mistake = "P5",
        calling = {"ArrayList", "LinkedList", "List", "Collection"})
public final class PoolMapScenarios {

    private static final int MAX_WORKERS = 4;

    @Check(
            id = "tasks-meet",
            title = "Tasks that end at the same time",
            points = 8,
            why =
                    "Two tasks that put their results into one unguarded collection at the same time overwrite each other.",
            hint =
                    "Which object do two workers write? Let each task hand its result over, or give each a place of its own.",
            ground = {"correctness.maps-in-order", "correctness.at-once"})
    public void tasks_meet(Race race) {
        int workers = race.size(2, MAX_WORKERS);
        SpinMeeting meeting = race.meeting(workers);
        expectAll(
                race,
                "map(i -> 10 * i, [0, 1, ...], workers)",
                i -> {
                    meeting.visit();
                    return 10 * i;
                },
                workers,
                workers);
    }

    @Check(
            id = "many-results",
            title = "Many short tasks",
            points = 8,
            why = "Short tasks end so close to each other that each unguarded write meets another one sooner or later.",
            hint = "Follow one result from the worker to the list that you return: who else writes there meanwhile?",
            ground = {"correctness.maps-in-order", "correctness.at-once"})
    public void many_results(Race race) {
        // With one input, a worker has nothing to do.
        int inputs = race.oneOf(2) == 0 ? race.size(3, 200) : 1;
        int workers = race.size(2, 3);
        expectAll(
                race,
                "map(i -> 10 * i, " + numbersInWords(inputs) + ", " + workers + ")",
                i -> 10 * i,
                inputs,
                workers);
    }

    private static String numbersInWords(int count) {
        return count <= 4 ? numbers(count).toString() : "[0, ..., " + (count - 1) + "]";
    }

    private static void expectAll(Race race, String call, Function<Integer, Integer> task, int inputs, int workers) {
        Object[] answer = new Object[1];
        race.together(() -> answer[0] = new SubmittedMap().map(task, numbers(inputs), workers));
        List<Integer> expected =
                IntStream.range(0, inputs).map(i -> 10 * i).boxed().toList();
        race.expect(call, expected.equals(answer[0]), "each result at its place", judge(expected, answer[0]));
    }

    private static String judge(List<Integer> expected, Object actual) {
        if (expected.equals(actual)) {
            return "each result at its place";
        }
        if (!(actual instanceof List<?> list)) {
            return "no list";
        }
        if (list.size() != expected.size()) {
            return "a list of another size";
        }
        // Not contains(null): that throws on a list that takes no nulls.
        return list.stream().anyMatch(Objects::isNull) ? "a list with holes" : "results at wrong places";
    }

    @Check(
            id = "two-throw-at-once",
            title = "Two tasks that fail at the same time",
            points = 4,
            why = "If two tasks fail at once, the caller gets an ExecutionException with one of their exceptions as its"
                    + " cause.",
            hint = "Where does your code keep what a task threw, and what happens if two tasks do it at the same time?",
            ground = {"correctness.maps-in-order", "correctness.at-once", "correctness.task-failure"})
    public void two_throw_at_once(Race race) {
        SpinMeeting meeting = race.meeting(2);
        FunctionException[] failures = {new FunctionException("task(0) failed"), new FunctionException("task(1) failed")
        };
        String[] outcome = new String[1];
        race.together(() -> {
            try {
                outcome[0] = "returned "
                        + new SubmittedMap()
                                .map(
                                        i -> {
                                            meeting.visit();
                                            throw failures[i];
                                        },
                                        numbers(2),
                                        2);
            } catch (ThrownBySubmission e) {
                Thrown cause =
                        e.thrown().isA(ExecutionException.class) ? e.thrown().cause() : null;
                outcome[0] = cause != null && (cause.is(failures[0]) || cause.is(failures[1]))
                        ? "the cause is one of the two"
                        : e.thrown().inWords();
            }
        });
        race.expect("map(i -> { throw failures[i]; }, [0, 1], 2)", "the cause is one of the two", outcome[0]);
    }

    @Check(
            id = "two-calls-at-once",
            title = "Two calls at the same time",
            points = 6,
            why =
                    "Whoever uses your class may call it from several threads; each call has its own pool and its own results.",
            hint = "Which variables outlive a call? Each one in a field is shared by all calls on that instance.",
            ground = {"correctness.maps-in-order", "correctness.at-once"})
    public void two_calls_at_once(Race race) {
        boolean isShared = race.oneOf(2) == 1;
        int workers = race.size(1, 2);
        List<Integer> inputs = numbers(race.size(2, 3));
        SubmittedMap one = new SubmittedMap();
        SubmittedMap other = isShared ? one : new SubmittedMap();
        SpinMeeting meeting = race.meeting(2 * workers);
        Object[] answers = new Object[2];
        race.together(
                () -> answers[0] = one.map(meeting(meeting, 1), inputs, workers),
                () -> answers[1] = other.map(meeting(meeting, 100), inputs, workers));
        String where = inputs + ", " + workers + ") beside another call"
                + (isShared ? " on one instance" : " on two instances");
        race.expect("map(i -> i, " + where, inputs, answers[0]);
        race.expect(
                "map(i -> 100 * i, " + where, inputs.stream().map(i -> 100 * i).toList(), answers[1]);
    }

    private static Function<Integer, Integer> meeting(SpinMeeting meeting, int factor) {
        return i -> {
            meeting.visit();
            return factor * i;
        };
    }

    @NamesMistake(pattern = BugPattern.NESTED_IN_ONE_POOL, mistake = "P19")
    @Check(
            id = "nested",
            title = "Tasks that map at the same time",
            points = 4,
            why = "A task may call map itself. Calls that share threads or locks can wait for each other in a ring.",
            hint = "Does a call hold anything while it waits that another call needs to go on?",
            ground = {"correctness.maps-in-order", "correctness.at-once", "correctness.nested"})
    public void nested(Race race) {
        SubmittedMap instance = new SubmittedMap();
        AtomicInteger failed = new AtomicInteger();
        Object[] answer = new Object[1];
        Function<Integer, Integer> task = i -> {
            try {
                return instance.map(j -> i + j, numbers(2), 2).get(1);
            } catch (ThrownBySubmission e) {
                return failed.incrementAndGet();
            }
        };
        race.together(() -> answer[0] = instance.map(task, numbers(2), 2));
        race.expect("map(i -> map(j -> i + j, [0, 1], 2).get(1), [0, 1], 2)", List.of(1, 2), answer[0]);
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
