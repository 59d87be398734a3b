package lockstep.grader.check.race;

import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import lockstep.grader.author.FunctionException;
import lockstep.grader.author.ParallelCall;
import lockstep.grader.author.ParallelCall.Setting;
import lockstep.grader.author.Sign;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.Handed;
import lockstep.grader.probe.SpinMeeting;
import lockstep.grader.probe.Thrown;
import lockstep.grader.probe.ThrownBySubmission;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios of a parallel call, derived from its contract: what its workers may do to each other, and what several calls
 * may. Where luck decides, the function lets workers meet right before they hand on what they have. It records nothing: a
 * record would order the workers and hide what is looked for.
 */
public final class ParallelScenarios {

    /** Elements begin here: none of them is 0, which a sum could lose unseen. */
    private static final long FIRST = 1_000;

    /** With more elements than this, a wrong result is another one each time. */
    private static final int FEW = 8;

    private static final String HEARD = "InterruptedException, or the result and the interrupt flag is set";

    private final ParallelCall call;

    /** Derives them from this contract. */
    public ParallelScenarios(ParallelCall call) {
        this.call = call;
    }

    /** So many workers and no more, on so many elements, come out of the function together. */
    public void meet(Race race, int workers, int elements) {
        Setting setting = Setting.of(FIRST, FIRST + elements, workers);
        Answer answer = new Answer();
        Thread[] callers = new Thread[elements];
        SpinMeeting meeting = race.meeting(Math.min(workers, elements));
        race.together(() -> answer.is(make(call.instance(), setting, i -> {
            callers[(int) (i - FIRST)] = Thread.currentThread();
            meeting.visit();
            return setting.function().apply(i);
        })));
        expectResult(race, setting, "", answer);
        long all = Stream.of(callers).filter(Objects::nonNull).distinct().count();
        if (all > workers) {
            try {
                race.expect(
                        "the threads that call " + call.function() + " in " + setting.text(call),
                        false,
                        "at most " + workers,
                        all + " threads");
            } catch (CheckFailedError e) {
                throw e.advising(call.advice(Sign.WRONG_NUMBER)).at(race.origin(List.of(callers)));
            }
        }
    }

    private @Nullable Object make(ParallelCall.Instance instance, Setting setting, SpinMeeting meeting) {
        return make(instance, setting, i -> {
            meeting.visit();
            return setting.function().apply(i);
        });
    }

    private static @Nullable Object make(
            ParallelCall.Instance instance, Setting setting, LongFunction<@Nullable Object> function) {
        return instance.call(setting.first(), setting.end(), Handed.of(function), setting.workers());
    }

    private void expectResult(Race race, Setting setting, String where, Answer answer) {
        Object expected = call.expected(setting);
        String what = setting.text(call) + where;
        if (setting.size() <= FEW) {
            answer.expect(race, what, expected);
        } else {
            boolean right = ParallelCall.same(expected, answer.value());
            answer.judge(
                    () -> race.expect(what, right, inWords(expected, expected), inWords(expected, answer.value())));
        }
    }

    /** What tells one wrong result from another, where each round has another one. */
    private static String inWords(@Nullable Object expected, @Nullable Object actual) {
        if (!(expected instanceof List<?> all)) {
            return ParallelCall.same(expected, actual) ? "the right result" : "another result";
        }
        if (!(actual instanceof List<?> list)) {
            return "no list";
        }
        if (list.size() != all.size()) {
            return "a list of another size";
        }
        // Not contains(null): that throws on a list that takes no nulls.
        return list.equals(all)
                ? "each result at its place"
                : list.stream().anyMatch(Objects::isNull) ? "a list with holes" : "a list with wrong entries";
    }

    /** Two workers whose elements fail at the same time: one of the failures comes out, and nothing else. */
    public void twoFail(Race race) {
        SpinMeeting meeting = race.meeting(2);
        Setting setting = Setting.of(0, 2, 2).with("i -> { throw failures[i]; }", i -> i);
        FunctionException[] failures = {
            new FunctionException(call.one(0) + " failed"), new FunctionException(call.one(1) + " failed")
        };
        String[] outcome = new String[1];
        race.together(() -> {
            try {
                outcome[0] = "returned "
                        + Expect.show(make(call.instance(), setting, i -> {
                            meeting.visit();
                            throw failures[(int) i];
                        }));
            } catch (ThrownBySubmission e) {
                Thrown thrown = call.thrownByFunction(e.thrown());
                outcome[0] = thrown != null && (thrown.is(failures[0]) || thrown.is(failures[1]))
                        ? call.failure()
                        : e.thrown().inWords();
            }
        });
        race.expect(setting.text(call), call.failure(), outcome[0]);
    }

    /** An interrupt before the call waits, while it waits, or after; it must not be lost. */
    public void interrupted(Race race) {
        Setting setting = Setting.of(7, 8, 1);
        String[] outcome = new String[1];
        race.together(() -> outcome[0] = interrupted(setting));
        race.expect(
                setting.text(call) + " in a thread that is interrupted meanwhile",
                outcome[0].equals(HEARD),
                HEARD,
                outcome[0]);
    }

    private String interrupted(Setting setting) {
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(caller::interrupt);
        interrupter.start();
        try {
            Object answer = make(call.instance(), setting, setting.function());
            boolean kept = wasInterruptedUntilEndOf(interrupter);
            return !ParallelCall.same(call.expected(setting), answer)
                    ? "returned " + Expect.show(answer)
                    : kept ? HEARD : Expect.show(answer) + ", and the interrupt flag is not set";
        } catch (ThrownBySubmission e) {
            boolean unused = wasInterruptedUntilEndOf(interrupter);
            if (e.thrown().isA(InterruptedException.class)) {
                return HEARD;
            }
            throw e;
        }
    }

    private static boolean wasInterruptedUntilEndOf(Thread interrupter) {
        boolean interrupted = false;
        while (interrupter.isAlive()) {
            try {
                interrupter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return Thread.interrupted() || interrupted;
    }

    /** Two calls at the same time, on one instance or on two. */
    public void twoCalls(Race race) {
        boolean isShared = race.oneOf(2) == 1;
        int workers = race.size(1, 2);
        ParallelCall.Instance one = call.instance();
        ParallelCall.Instance other = isShared ? one : call.instance();
        Setting low = Setting.of(1, 3, workers);
        Setting high = Setting.of(101, 103, workers);
        SpinMeeting meeting = race.meeting(2 * workers);
        Answer toLow = new Answer();
        Answer toHigh = new Answer();
        race.together(() -> toLow.is(make(one, low, meeting)), () -> toHigh.is(make(other, high, meeting)));
        String where = " beside another call" + (isShared ? " on one instance" : " on two instances");
        expectResult(race, low, where, toLow);
        expectResult(race, high, where, toHigh);
    }

    /** A function that makes the call itself, on the same instance. */
    public void nested(Race race) {
        Setting inner = Setting.of(1, 3, 2).with("j -> j", j -> j);
        Setting outer = Setting.of(0, 2, 2).with("i -> " + inner.text(call), i -> call.expected(inner));
        ParallelCall.Instance instance = call.instance();
        Answer answer = new Answer();
        race.together(() -> answer.is(make(instance, outer, i -> make(instance, inner, inner.function()))));
        expectResult(race, outer, "", answer);
    }
}
