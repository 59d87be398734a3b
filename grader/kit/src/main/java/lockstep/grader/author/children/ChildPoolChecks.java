package lockstep.grader.author.children;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.author.Case;
import lockstep.grader.author.Probe;
import lockstep.grader.author.children.ChildPoolTrial.Begun;
import lockstep.grader.author.children.ChildrenTrial.Outcome;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a pool of children, derived from its contract: each sentence with children that are quick and slow, that answer
 * much and little, before or after they have read, that fail in every way, and that are deaf.
 */
public final class ChildPoolChecks extends ChildPoolDerivation {

    /** More characters than two narrow pipes hold. */
    private static final Advice EQUAL = new Advice(
            "Two requests that are equal are still two: a child has to answer each of them.",
            "What does your code look up by the text of a request?",
            null);

    private static final int LONG = 800;

    /** In so many orders it is tried whether a call that is refused has begun. */
    private static final int SOME = 8;

    private static final int MOST_SEEDED = 60;
    private static final long A_SECOND = 1_000;

    public ChildPoolChecks(ChildPool contract) {
        super(contract);
    }

    // ---- what it does without trouble

    /** The answers, in order, for many numbers of children and requests, and whatever the requests and answers are. */
    public Probe answers() {
        List<Case> cases = new ArrayList<>();
        for (int size : new int[] {1, 2, CHILDREN, 7}) {
            IntStream.of(0, 1, size - 1, size, size + 1, 3 * size, 25)
                    .distinct()
                    .forEach(count -> cases.add(at(
                            size, count + " requests", Cast.WELL, trial -> trial.expectAnswers(requests("a", count)))));
        }
        cases.add(at(2, "the same request again and again", Cast.WELL, trial -> {
            List<String> requests = List.of("a", "a", "b", "a");
            Begun begun = trial.begin(requests);
            trial.expectAnswers(begun, requests, null);
            trial.expectAnswers("a");
            int given = trial.children.given().size();
            if (given != 5) {
                throw trial.wrong(
                                given + " of 5 requests were given to children, some of which were equal.",
                                "each request is given to a child, once",
                                String.valueOf(given),
                                null)
                        .advising(EQUAL)
                        .answeredAt(trial.end(begun).returnedAt());
            }
        }));
        cases.add(at(
                2,
                "requests that are empty, blank, or look like something else",
                Cast.WELL,
                trial -> trial.expectAnswers(
                        "", " ", contract.done(), "null", "a b", "-1", "", "~!\"#$%&'()*+,-./:;=>?@[\\]^_`{|}")));
        cases.add(at(
                1,
                "the same request three times, answered in another way each time",
                Cast.WELL.on("a", (child, children) -> {
                    child.print("answer " + children.given().size());
                    return children.done(child);
                }),
                trial -> {
                    Begun begun = trial.begin(List.of("a", "a", "b", "a"));
                    trial.expectAnswers(
                            begun.text(),
                            trial.end(begun),
                            List.of("answer 1", "answer 2", PoolChildren.answerTo("b"), "answer 4"),
                            null);
                }));
        for (String answer : List.of("", " ", contract.done(), "null", "hello " + contract.done())) {
            cases.add(at(2, "a child that answers \"" + answer + "\"", Cast.WELL.on("b", saying(answer)), trial -> {
                List<String> answers = new ArrayList<>(ChildPoolTrial.answersTo(List.of("a", "b", "c", "d")));
                answers.set(1, answer);
                Begun begun = trial.begin(List.of("a", "b", "c", "d"));
                trial.expectAnswers(begun.text(), trial.end(begun), answers, null);
                trial.expectAnswers("a", "c");
            }));
        }
        return new Probe(cases)
                .and(Probe.ofCounts(
                        MOST_SEEDED,
                        count -> new Probe(IntStream.rangeClosed(Math.max(1, count - 1), count + 1)
                                .mapToObj(many -> at(
                                        2,
                                        many + " requests",
                                        Cast.WELL,
                                        trial -> trial.expectAnswers(requests("a", many))))
                                .toList())));
    }

    /** The answers in the order of the requests, whoever is the first to answer. */
    public Probe order() {
        return new Probe(
                Stream.of(2, CHILDREN, 5)
                        .flatMap(size -> Stream.of(
                                inTime(
                                        size,
                                        "each request answered before the one before it",
                                        reversed(size),
                                        trial -> trial.expectAnswers(requests("a", size))),
                                inTime(
                                        size,
                                        "the first request answered last",
                                        Cast.WELL.on("a0", after(HOURS, WELL)),
                                        trial -> trial.expectAnswers(requests("a", 4 * size)))))
                        .toList(),
                seeds -> seeds.durations().stream()
                        .map(time -> inTime(
                                2,
                                "a child that takes longer than " + time.toMillis() + " ms",
                                Cast.WELL.on("a0", after(time.toMillis() + A_SECOND, WELL)),
                                trial -> trial.expectAnswers(requests("a", 3))))
                        .toList());
    }

    private static Cast reversed(int size) {
        Cast cast = Cast.WELL;
        for (int i = 0; i < size; i++) {
            cast = cast.on("a" + i, after(1_000L * (size - i), WELL));
        }
        return cast;
    }

    /** As many children as asked for, started at once, which live on over all calls and are never more. */
    public Probe liveOn() {
        return new Probe(sizes().boxed()
                        .flatMap(size -> Stream.of(
                                at(size, "before the first call", Cast.WELL, trial -> {
                                    expectStarted(trial, trial.size, "when it has been made");
                                    trial.expectThrift();
                                }),
                                inTime(size, "calls in a row", Cast.WELL, trial -> {
                                    for (String name : List.of("a", "b", "c")) {
                                        trial.expectAnswers(requests(name, 2 * size + 1));
                                        trial.pause(HOURS);
                                        expectStarted(trial, trial.size, "after a call");
                                    }
                                    trial.expectAnswers(List.of());
                                    expectStarted(trial, trial.size, "after a call");
                                    trial.expectThrift();
                                })))
                        .toList())
                .and(Probe.ofCounts(
                        MOST_SEEDED,
                        count -> Probe.of(at(1, count + 1 + " calls in a row", Cast.WELL, trial -> {
                            for (String request : requests("a", count + 1)) {
                                trial.expectAnswers(request);
                            }
                            expectStarted(trial, trial.size, "after " + (count + 1) + " calls");
                        }))));
    }

    private static void expectStarted(ChildPoolTrial trial, int expected, String when) {
        int attempts = trial.children.attempts();
        int alive = trial.children.alive().size();
        if (attempts != expected || alive != expected) {
            throw trial.wrong(
                            attempts + " children had been started and " + alive + " were alive " + when + ".",
                            expected + " children, which live on",
                            attempts + " started, " + alive + " alive",
                            attempts > expected ? ChildPoolSign.TOO_MANY : null)
                    .at(ScriptedChild.startedAt(trial.children.started()));
        }
    }

    /** As many children at work at a time as there are, whatever calls their requests are from. */
    public Probe sideBySide() {
        return new Probe(Stream.of(2, CHILDREN, 20)
                        .flatMap(size -> Stream.of(
                                inTime(
                                        size,
                                        "children that wait for each other",
                                        meetingIn(Cast.WELL, "a", size),
                                        trial -> expectAllAtWork(trial, "a", ChildPoolSign.ONE_AT_A_TIME)),
                                inTime(
                                        size,
                                        "the last children wait for each other",
                                        meetingIn(Cast.WELL, "b", size),
                                        trial -> {
                                            trial.expectAnswers(requests("a", size + 1));
                                            expectAllAtWork(trial, "b", ChildPoolSign.ONE_AT_A_TIME);
                                        }),
                                inTime(
                                        size,
                                        "children that wait for each other, each for a call of its own",
                                        meetingIn(Cast.WELL, "a", size),
                                        trial -> {
                                            List<Begun> calls = requests("a", size).stream()
                                                    .map(each -> trial.begin(List.of(each)))
                                                    .toList();
                                            for (int i = 0; i < size; i++) {
                                                trial.expectAnswers(calls.get(i), List.of("a" + i), null);
                                            }
                                            expectMet(trial, ChildPoolSign.ONE_AT_A_TIME);
                                        })))
                        .toList())
                .and(Probe.ofCounts(
                        MOST_SEEDED,
                        count -> Probe.of(inTime(
                                2,
                                count + 1 + " requests, of which the first two wait for each other",
                                meetingIn(Cast.WELL, "a", 2),
                                trial -> {
                                    trial.expectAnswers(requests("a", count + 1));
                                    expectMet(trial, ChildPoolSign.ONE_AT_A_TIME);
                                }))));
    }

    /** A child that takes its time holds up its own request only. */
    public Probe freeChild() {
        List<Case> cases = new ArrayList<>();
        for (int slow : new int[] {0, 1, 4}) {
            cases.add(at(
                    2,
                    "a child that answers request " + slow + " when all the others have been answered",
                    Cast.WELL.on("a" + slow, held("open")),
                    trial -> {
                        Begun begun = trial.begin(requests("a", 9));
                        trial.stage.settle();
                        int answered = trial.children.given().size() - 1;
                        SourceLocation waitsAt =
                                trial.stage.line(List.of(begun.call().caller()));
                        trial.children.open("open");
                        trial.expectAnswers(begun, requests("a", 9), null);
                        if (answered < 8) {
                            throw trial.wrong(
                                            "while a child was slow, only " + answered
                                                    + " of 8 other requests were answered.",
                                            "the other child is given them all",
                                            answered + " of 8",
                                            ChildPoolSign.DEALT_IN_ADVANCE)
                                    .at(waitsAt);
                        }
                    }));
        }
        cases.add(at(
                2,
                "a second call while the first one waits for a slow child",
                Cast.WELL.on("a0", held("open")),
                trial -> {
                    Begun first = trial.begin(List.of("a0"));
                    trial.stage.settle();
                    Begun second = trial.begin(requests("b", 3));
                    trial.stage.settle();
                    boolean hasEnded = second.call().hasEnded();
                    SourceLocation waitsAt =
                            trial.stage.line(List.of(second.call().caller()));
                    trial.children.open("open");
                    trial.expectAnswers(second, requests("b", 3), null);
                    trial.expectAnswers(first, List.of("a0"), null);
                    if (!hasEnded) {
                        CheckFailedError wrong = trial.wrong(
                                "a second call waited for the first one, though a child was free.",
                                "the free child answers it",
                                "waited",
                                ChildPoolSign.CALL_WAITS);
                        throw wrong.at(waitsAt);
                    }
                }));
        cases.add(at(
                1, "a second call while the first one has the only child", Cast.WELL.on("a0", held("open")), trial -> {
                    Begun first = trial.begin(requests("a", 2));
                    trial.stage.settle();
                    Begun second = trial.begin(requests("b", 3));
                    trial.stage.settle();
                    trial.children.open("open");
                    trial.expectAnswers(first, requests("a", 2), null);
                    trial.expectAnswers(second, requests("b", 3), null);
                    trial.expectThrift();
                }));
        cases.add(waitingForOneOfTwo("has answered", WELL, false));
        return new Probe(cases);
    }

    /** Requests and answers of any length, also where a child begins to answer before it has read. */
    public Probe fullPipes() {
        String much = "x".repeat(LONG);
        List<Case> cases = new ArrayList<>();
        for (int size : new int[] {1, 2}) {
            cases.add(at(size, "long requests and answers", Cast.WELL, trial -> {
                trial.expectAnswers(much, "a", much + "y", "b");
                trial.expectAnswers("c");
            }));
            cases.add(at(size, "a short request with a long answer", Cast.WELL.on("a", saying(much)), trial -> {
                Begun begun = trial.begin(List.of("a", "b"));
                trial.expectAnswers(begun.text(), trial.end(begun), List.of(much, PoolChildren.answerTo("b")), null);
            }));
            cases.add(at(size, "a child that answers much before it has read its long request", Cast.WELL, trial -> {
                trial.expectAnswers(PoolChildren.HASTY + much, "a", PoolChildren.HASTY + "b");
                trial.expectAnswers("c", PoolChildren.HASTY + much + "d");
            }));
        }
        cases.add(inTime(
                2,
                "children that take hours to read a long request",
                Cast.WELL.atStart(0, after(HOURS, (child, children) -> true)),
                trial -> trial.expectAnswers(much, much + "y", "a")));
        cases.add(inTime(
                2,
                "a child that prints half of its answer, and hours later the rest",
                Cast.WELL.on("a", (child, children) -> {
                    child.write("answer");
                    child.pause(HOURS);
                    child.write(" to a\n");
                    child.pause(HOURS);
                    return children.done(child);
                }),
                trial -> trial.expectAnswers("a", "b", "c")));
        return new Probe(cases);
    }

    // ---- arguments

    /** {@link IllegalArgumentException} and {@link NullPointerException}; nothing is given to anybody. */
    public Probe rejects() {
        List<Case> cases = new ArrayList<>();
        for (int size : new int[] {0, -1, Integer.MIN_VALUE}) {
            cases.add(unmade(size, "no children", Cast.WELL, trial -> {
                Outcome<Integer> outcome = trial.make(size);
                if (!outcome.threw(IllegalArgumentException.class) || trial.children.attempts() > 0) {
                    throw trial.wrong(
                            contract.text(size), outcome, "throws IllegalArgumentException and starts nothing", null);
                }
            }));
        }
        cases.add(rejects(null, NullPointerException.class));
        for (int place = 0; place < 3; place++) {
            cases.add(rejects(with(place, null), NullPointerException.class));
            cases.add(rejects(with(place, "b\nc"), IllegalArgumentException.class));
            cases.add(rejects(with(place, "\n"), IllegalArgumentException.class));
            cases.add(rejects(with(place, "b\r"), IllegalArgumentException.class));
            cases.add(rejects(with(place, "\rb"), IllegalArgumentException.class));
        }
        return new Probe(cases);
    }

    private static List<@Nullable String> with(int place, @Nullable String request) {
        List<@Nullable String> requests = Arrays.asList("a0", "a1", "a2");
        requests.set(place, request);
        return Collections.unmodifiableList(requests);
    }

    @SuppressWarnings("NullAway") // what is not allowed is what is asked
    private Case rejects(@Nullable List<@Nullable String> requests, Class<? extends Exception> type) {
        String what = "map("
                + (requests == null
                        ? "null"
                        : requests.toString().replace("\n", "\\n").replace("\r", "\\r")) + ")";
        Case tried = at(2, what, Cast.WELL, trial -> {
            int before = trial.children.attempts();
            trial.expectThrown(trial.begin(requests), type, null);
            trial.stage.settle();
            if (!trial.children.given().isEmpty()) {
                throw trial.wrong("a child was given a request.", "nothing is given to any", "given", null);
            }
            expectStarted(trial, before, "after a call");
            trial.expectAnswers("b", "c", "d");
        });
        // Whoever checks a request when its turn comes may have given another one to a child, or not yet.
        return tried.inOrders(SOME);
    }

    // ---- failures, interrupts, the end

    /** {@link IOException} if a child fails, in whatever way and wherever; nobody is at work when it is thrown. */
    public Probe failingChild() {
        return new ChildPoolFailures(contract).failingChild();
    }

    /** {@link IOException} or {@link OutOfMemoryError} for an answer for which the heap has no room; then the pool goes on. */
    public Probe hugeAnswer() {
        return new ChildPoolFailures(contract).hugeAnswer();
    }

    /** After a failure, or the end of a child that had nothing to do, all children are there again, and no more. */
    public Probe goesOn() {
        return new ChildPoolFailures(contract).goesOn();
    }

    /** Calls at the same time get their own answers, failures and interrupts. */
    public Probe atOnce() {
        return new ChildPoolFailures(contract).atOnce();
    }

    /** {@link InterruptedException}, at once, with nobody left at work; the pool goes on. */
    public Probe interrupts() {
        return new ChildPoolEndings(contract).interrupts();
    }

    /** No child and no thread when a pool has been closed, or could not be made. */
    public Probe closes() {
        return new ChildPoolEndings(contract).closes();
    }

    /** Children end by themselves if they do in time. */
    public Probe grace() {
        return new ChildPoolEndings(contract).grace();
    }

    /** Closing while a call is under way ends the call; closing again does no harm; calls after that are refused. */
    public Probe afterClose() {
        return new ChildPoolEndings(contract).afterClose();
    }
}
