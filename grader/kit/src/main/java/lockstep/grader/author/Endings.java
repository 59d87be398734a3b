package lockstep.grader.author;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lockstep.grader.author.ParallelCall.Setting;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.Thrown;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** How a parallel call ends: by what the function throws, by an interrupt, and with nobody left. */
final class Endings extends Derivation {

    /** So many are done in a moment where each takes no time. */
    private static final int MOST_ELEMENTS = 5_000;

    /** Who waits for longer before it looks again waits for an end, and not for a reason to leave. */
    private static final Duration A_LOOK = Duration.ofMillis(500);

    Endings(ParallelCall call) {
        super(call);
    }

    /** What may be thrown, by a name. */
    private Map<String, Throwable> throwables(long element) {
        String message = call.one(element) + " failed";
        Map<String, Throwable> all = new LinkedHashMap<>();
        // No other code can make one, so it cannot be copied on its way to the caller.
        all.put("failure", new FunctionException(message));
        Stream.of(ThrowableKind.values())
                .filter(kind -> kind != ThrowableKind.UNCOPYABLE)
                .map(kind -> kind.make(message))
                .filter(thrown -> call.throwsUndeclared() || isUnchecked(thrown))
                .forEach(thrown -> all.put(
                        "new " + thrown.getClass().getSimpleName() + (thrown.getCause() == null ? "()" : "(cause)"),
                        thrown));
        return all;
    }

    private static boolean isUnchecked(Throwable thrown) {
        return thrown instanceof RuntimeException || thrown instanceof Error;
    }

    /** The very object that the function threw, whatever it is, wherever it is thrown; never a result instead. */
    Probe failures() {
        List<Case> cases = new ArrayList<>();
        List<Set<Long>> places =
                List.of(Set.of(7L), Set.of(0L), Set.of(11L), Set.of(0L, 5L, 11L), Set.of(8L, 9L, 10L, 11L));
        places.forEach(failing -> cases.add(failure("failure", failing, 3)));
        cases.add(failure("failure", Set.of(4L), 1));
        cases.add(failure("failure", LongStream.range(0, 12).boxed().collect(Collectors.toSet()), 2));
        for (String kind : throwables(0).keySet()) {
            cases.add(failure(kind, Set.of(0L), 3));
            cases.add(failure(kind, Set.of(7L, 11L), 3));
            cases.add(failure(kind, Set.of(11L), 1));
            cases.add(failsWithOne(kind, Set.of(0L, 1L, 2L, 4L, 8L)));
        }
        cases.add(failsOnce(7));
        // Whoever stops looking after so many elements, or in shares that begin after them, does not see the last one.
        return new Probe(cases).and(Probe.ofCounts(MOST_ELEMENTS, this::failsBeyond));
    }

    private Probe failsBeyond(int count) {
        return Probe.of(
                failure(Setting.of(0, count + 2L, 2), "failure", Set.of(count + 1L)),
                failure(Setting.of(0, 2L * count + 4, 2), "failure", Set.of(2L * count + 3)));
    }

    private Case failure(String kind, Set<Long> failing, int workers) {
        return failure(Setting.of(0, 12, workers), kind, failing);
    }

    private Case failure(Setting plain, String kind, Set<Long> failing) {
        Setting setting = failingAt(plain, kind, failing);
        return ofCase(setting, stage -> {
                    Map<Long, Throwable> thrown = new LinkedHashMap<>();
                    failing.forEach(
                            element -> thrown.put(element, throwables(element).get(kind)));
                    Trial trial = new Trial(call, stage, setting, (i, number) -> throwAt(thrown, i)).run();
                    expectFailure(trial, thrown);
                    expectNobodyReplaced(trial);
                })
                .advising(call.advice(Sign.WORKER_DIED));
    }

    /** Several elements throw one and the same object; the first ones have all begun before they do. */
    private Case failsWithOne(String kind, Set<Long> failing) {
        Setting setting = failingAt(Setting.of(0, 12, 3), "the same " + kind, failing);
        return ofCase(setting, stage -> {
                    Map<Long, Throwable> thrown = new LinkedHashMap<>();
                    Throwable one = throwables(0).get(kind);
                    failing.forEach(element -> thrown.put(element, one));
                    Meeting meeting = new Meeting(setting.workers(), 1, stage, () -> {});
                    Trial trial = new Trial(call, stage, setting, (i, number) -> {
                        meeting.visit(number);
                        throwAt(thrown, i);
                    });
                    expectFailure(trial.run(), thrown);
                })
                .advising(call.advice(Sign.WORKER_DIED));
    }

    /** An element would succeed if it were computed again, which it must not be. */
    private Case failsOnce(long failing) {
        Setting setting = failingAt(Setting.of(0, 12, 3), "failure the first time", Set.of(failing));
        return ofCase(setting, stage -> {
            Map<Long, Throwable> thrown = Map.of(failing, throwables(failing).get("failure"));
            AtomicBoolean first = new AtomicBoolean(true);
            Trial trial = new Trial(call, stage, setting, (i, number) -> {
                        if (i == failing && first.getAndSet(false)) {
                            throwAt(thrown, i);
                        }
                    })
                    .run();
            expectFailure(trial, thrown);
        });
    }

    private static Setting failingAt(Setting plain, String kind, Set<Long> failing) {
        return plain.with("i -> { " + only(failing) + " throw " + kind + "; return i; }", plain.function());
    }

    private void expectNobodyReplaced(Trial trial) {
        // Whether the caller computes, too, is asked elsewhere.
        long threads = trial.log().byThread().keySet().stream()
                .filter(thread -> thread != trial.caller())
                .count();
        if (threads > trial.setting.workers()) {
            throw trial.wrong(
                    trial.text() + ": " + call.workers(threads) + " did the work, expected " + trial.setting.workers()
                            + ".",
                    Sign.WORKER_DIED,
                    null,
                    "at most " + call.workers(trial.setting.workers()),
                    call.workers(threads));
        }
    }

    private static void throwAt(Map<Long, Throwable> thrown, long element) throws Throwable {
        Throwable mine = thrown.get(element);
        if (mine != null) {
            throw mine;
        }
    }

    private void expectFailure(Trial trial, Map<Long, Throwable> expected) {
        Throwable caught = trial.outcome().thrown();
        SourceLocation handledAt = SubmissionFrames.handledAt(expected.values());
        SourceLocation lostAt = handledAt == null ? trial.thrownAt() : handledAt;
        if (caught == null) {
            Throwable one = expected.values().iterator().next();
            throw trial.wrong(
                    trial.text() + " " + trial.outcome().inWords() + " though its " + call.function() + " threw "
                            + (one instanceof Error ? "an Error." : "an exception."),
                    Sign.SWALLOWED,
                    lostAt,
                    call.failure(),
                    trial.outcome().inWords());
        }
        Thrown thrown = Thrown.of(caught);
        Thrown its = call.thrownByFunction(thrown);
        if (its != null && expected.values().stream().anyMatch(its::is)) {
            return;
        }
        Thrown cause = thrown.cause();
        boolean inside =
                thrown.chain().anyMatch(each -> expected.values().stream().anyMatch(each::is));
        String actual = thrown.inWords()
                + (cause == null ? "" : ", cause: " + cause.inWords().replaceFirst("^threw ", ""));
        throw Expect.unwritten(caught)
                .orElseGet(() -> trial.wrong(
                        trial.text() + ": expected that it " + call.failure() + ", but it " + actual + ".",
                        inside || its != null || thrown.isA(ExecutionException.class) ? Sign.WRAPPED : null,
                        expected.values().stream().anyMatch(thrown::is)
                                ? lostAt
                                : SubmissionFrames.topmost(caught).orElse(lostAt),
                        call.failure(),
                        actual));
    }

    /** All threads ended when the call returns or throws, however long an element takes. */
    Probe ends() {
        Setting twelve = Setting.of(0, 12, 3);
        List<Case> cases = new ArrayList<>();
        cases.add(waitsForEach(twelve));
        cases.addAll(endsAtOnce(twelve, Setting.of(0, 0, 1), Setting.of(0, 1, 1), Setting.of(0, 8, 2))
                .cases());
        cases.add(failsBeside(twelve, Set.of(0L), Set.of(11L)));
        cases.add(failsBeside(twelve, Set.of(11L), Set.of(0L)));
        cases.add(failsBeside(Setting.of(0, 4, 2), Set.of(0L), Set.of(1L)));
        cases.add(failsBeside(Setting.of(0, 4, 2), Set.of(1L), Set.of(0L)));
        cases.add(failsBeside(Setting.of(0, 5, 1), Set.of(), Set.of(2L)));
        for (Setting plain : List.of(Setting.of(0, 12, 3), Setting.of(0, 3, 1))) {
            Set<Long> all = LongStream.range(0, plain.size()).boxed().collect(Collectors.toSet());
            cases.add(ends(slowAt(plain, all), all));
        }
        return new Probe(cases).and(Probe.ofNumbers(number -> endsAtOnce(Setting.around(number, 2))));
    }

    /** The same where the function throws nothing. */
    Probe endsWell() {
        Setting twelve = Setting.of(0, 12, 3);
        Set<Long> all = LongStream.range(0, 12).boxed().collect(Collectors.toSet());
        return Probe.of(waitsForEach(twelve), ends(slowAt(twelve, all), all))
                .and(endsAtOnce(twelve, Setting.of(0, 0, 1), Setting.of(0, 1, 1), Setting.of(0, 8, 2)))
                .and(Probe.ofNumbers(number -> endsAtOnce(Setting.around(number, 2))));
    }

    private Probe endsAtOnce(Setting... settings) {
        return of(settings, (stage, setting) -> {
            Trial trial = new Trial(call, stage, setting).run();
            trial.expectNotEarly(Sign.READ_TOO_EARLY);
            trial.expectNobodyLeft(Sign.LEFT_WAITING);
        });
    }

    private Case ends(Setting setting, Set<Long> held) {
        return ofCase(setting, stage -> {
            Trial trial =
                    heldAt(stage, setting, held).start(call.instance()).watch().finish();
            trial.expectNotEarly(trial.waited().sign());
            trial.expectNobodyLeft(Sign.LEFT_WAITING);
        });
    }

    /** The first element slow, then the last one: who waits for one thread only is told from who waits for none. */
    private Case waitsForEach(Setting plain) {
        List<Setting> settings = List.of(slowAt(plain, Set.of(plain.first())), slowAt(plain, Set.of(plain.end() - 1)));
        return ofCase(settings.get(0), stage -> {
            List<Trial> trials = new ArrayList<>();
            for (Setting setting : settings) {
                long held = trials.isEmpty() ? setting.first() : setting.end() - 1;
                trials.add(heldAt(stage, setting, Set.of(held))
                        .start(call.instance())
                        .watch()
                        .finish());
            }
            Trial first = trials.get(0);
            Trial last = trials.get(1);
            boolean one = !first.outcome().atWork().isEmpty()
                    && last.outcome().atWork().isEmpty();
            Sign sign = first.waited().sign();
            first.expectNotEarly(one && sign == Sign.READ_TOO_EARLY ? Sign.WAITED_FOR_ONE : sign);
            last.expectNotEarly(last.waited().sign());
            for (Trial trial : trials) {
                trial.expectNobodyLeft(Sign.LEFT_WAITING);
            }
        });
    }

    private Case failsBeside(Setting plain, Set<Long> held, Set<Long> failing) {
        Setting setting = plain.with(
                "i -> { " + (held.isEmpty() ? "" : only(held) + " " + Trial.FOR_LONG + "; ") + only(failing)
                        + " throw failure; return i; }",
                plain.function());
        return ofCase(setting, stage -> {
                    Trial trial = failingBeside(stage, setting, held, failing);
                    trial.start(call.instance());
                    Sign early = signOfLeaving(trial, stage);
                    trial.finish();
                    trial.expectNotEarly(early);
                    trial.expectNobodyLeft(Sign.LEFT_WAITING_BY_FAILURE);
                })
                .advising(call.advice(Sign.WORKER_DIED));
    }

    /** Returns what it shows if the call, which has a reason to end, does so before its threads. */
    private static Sign signOfLeaving(Trial trial, Stage stage) {
        trial.watch();
        // Who looks now and then whether there is a reason has seen it by then.
        stage.pause(stage.someTime().compareTo(A_LOOK) < 0 ? stage.someTime() : A_LOOK);
        trial.watch();
        return !trial.hasEnded() && trial.waited().hasLimit() ? trial.waited().sign() : Sign.LEFT_AT_WORK;
    }

    private Trial failingBeside(Stage stage, Setting setting, Set<Long> held, Set<Long> failing) {
        // Nobody fails before the slow ones are at work.
        Meeting meeting = new Meeting(held.size() + failing.size(), 1, stage, () -> {});
        boolean meet = !held.isEmpty() && held.size() + failing.size() <= setting.workers();
        Trial[] trial = new Trial[1];
        trial[0] = new Trial(call, stage, setting, (i, number) -> {
            if (meet && (held.contains(i) || failing.contains(i))) {
                meeting.visit(0);
            }
            if (held.contains(i)) {
                trial[0].takeLong();
            }
            if (failing.contains(i)) {
                throw new FunctionException(call.one(i) + " failed");
            }
        });
        return trial[0];
    }

    /** What an interrupt does: {@link InterruptedException} after all threads have ended; never is it lost. */
    Probe interrupts() {
        Setting three = Setting.of(0, 12, 3);
        Setting one = Setting.of(0, 2, 1);
        List<Case> cases = new ArrayList<>();
        for (Setting plain : List.of(three, one)) {
            Set<Long> all = LongStream.range(0, plain.size()).boxed().collect(Collectors.toSet());
            String at = ", interrupted while its " + call.worker() + "s were computing";
            cases.add(interrupted(plain, all, at, true, Endings::atOnce, 1));
            cases.add(interrupted(plain, Set.of(plain.end() - 1), at, true, Endings::atOnce, 1));
            cases.add(interrupted(plain, Set.of(plain.first()), at, true, Endings::atOnce, 1));
            cases.add(interrupted(
                    plain, all, at + " for some time", true, stage -> stage.atMost(Duration.ofSeconds(2)), 1));
            cases.add(interrupted(plain, all, ", interrupted twice", true, Endings::atOnce, 2));
            cases.add(interrupted(plain, all, ", interrupted again some time later", true, Stage::someTime, 2));
            cases.add(interrupted(plain, all, ", called with the interrupt flag set", false, Endings::atOnce, 0));
        }
        for (Setting quick : List.of(Setting.of(0, 0, 2), Setting.of(0, 1, 1), three)) {
            cases.add(interrupted(quick, Set.of(), ", called with the interrupt flag set", false, Endings::atOnce, 0));
        }
        cases.add(interruptedInCleanUp(three, Set.of(0L, 1L, 4L), Set.of(11L)));
        cases.add(interruptedInCleanUp(Setting.of(0, 4, 2), Set.of(1L), Set.of(0L)));
        return new Probe(
                cases,
                seeds -> seeds.durations().stream()
                        .map(waited -> interruptedAfter(three, waited.plusMillis(1)))
                        .toList());
    }

    private static Duration atOnce(Stage stage) {
        return Duration.ZERO;
    }

    /** An interrupt that comes when the submission may have stopped to wait for it. */
    private Case interruptedAfter(Setting plain, Duration time) {
        Set<Long> all = LongStream.range(0, plain.size()).boxed().collect(Collectors.toSet());
        String when = ", interrupted after " + time.toString().substring(2).toLowerCase(Locale.ROOT);
        return interrupted(plain, all, when, true, stage -> time, 1);
    }

    private Case interrupted(
            Setting plain, Set<Long> held, String when, boolean mustThrow, Function<Stage, Duration> pause, int times) {
        Setting setting = held.isEmpty() ? plain : slowAt(plain, held);
        return ofCase(setting, stage -> {
            Trial trial = heldAt(stage, setting, held);
            if (times == 0) {
                trial.interruptedBefore();
            }
            trial.start(call.instance()).watch();
            SourceLocation line = trial.waited().line();
            for (int i = 0; i < times; i++) {
                stage.pause(pause.apply(stage));
                trial.interrupt();
                trial.watch();
            }
            Sign early = signOfLeaving(trial, stage);
            trial.finish();
            expectInterrupted(trial, when, mustThrow, line);
            trial.expectNotEarly(when + ",", early);
            trial.expectNobodyLeft(Sign.LEFT_AT_WORK);
        });
    }

    private Case interruptedInCleanUp(Setting plain, Set<Long> held, Set<Long> failing) {
        Setting setting = plain.with(
                "i -> { " + only(held) + " " + Trial.FOR_LONG + "; " + only(failing) + " throw failure; return i; }",
                plain.function());
        return ofCase(setting, stage -> {
            Trial trial = failingBeside(stage, setting, held, failing);
            trial.start(call.instance()).watch();
            // Who fails before the slow ones have begun has no need to wait for them.
            boolean over = trial.hasEnded();
            trial.interrupt();
            stage.settle();
            trial.finish();
            if (!over) {
                expectInterrupted(
                        trial,
                        ", interrupted after " + call.function() + " had thrown",
                        false,
                        trial.waited().line());
            }
            trial.expectNotEarly(Sign.LEFT_AT_WORK);
            trial.expectNobodyLeft(Sign.LEFT_AT_WORK);
        });
    }

    /**
     * @param mustThrow whether a flag that is still set is not enough
     * @param line where the interrupt came
     */
    private void expectInterrupted(Trial trial, String when, boolean mustThrow, @Nullable SourceLocation line) {
        Trial.Outcome outcome = trial.outcome();
        Throwable caught = outcome.thrown();
        if (caught != null && Thrown.of(caught).isA(InterruptedException.class)) {
            return;
        }
        String text = trial.text() + when;
        if (!mustThrow && outcome.interrupted()) {
            return;
        }
        String expected = mustThrow
                ? "throws InterruptedException"
                : "throws InterruptedException, or the interrupt flag is still set";
        if (caught != null && mustThrow) {
            throw Expect.wrong(text, expected, Thrown.of(caught).inWords(), caught);
        }
        throw trial.wrong(
                text + ", " + outcome.inWords()
                        + " as if nothing had happened"
                        + (mustThrow ? "." : ", and the interrupt flag is not set."),
                Sign.INTERRUPT_SWALLOWED,
                line,
                expected,
                outcome.inWords());
    }
}
