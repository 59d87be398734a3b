package lockstep.grader.author;

import java.util.Set;
import java.util.stream.Stream;
import lockstep.grader.author.ParallelCall.Setting;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;

/**
 * The checks of a parallel call, derived from its contract: each sentence with many sizes, numbers of workers, durations,
 * throwables and interrupts.
 */
public final class ParallelChecks extends Derivation {

    /** Who meets so often will meet again. */
    private static final int MEETINGS = 8;

    private static final int SOME = 12;

    public ParallelChecks(ParallelCall call) {
        super(call);
    }

    /** The right result, of these settings. */
    public Probe results(Setting... settings) {
        return of(settings, (stage, setting) -> expectResult(new Trial(call, stage, setting)));
    }

    /** The right result, and the function applied to each element exactly once. */
    public Probe resultsByOnce(Setting... settings) {
        return of(settings, (stage, setting) -> {
            Trial trial = new Trial(call, stage, setting).run();
            trial.expectReturned();
            trial.expectNotEarly(Sign.READ_TOO_EARLY);
            new Shares(trial).expectOnce();
            trial.expectResult();
        });
    }

    /** The right result though elements are done in any order: from the last to the first, and with a slow one inside. */
    public Probe resultsInAnyOrder(int elements) {
        Setting plain = Setting.of(0, elements, elements).with("i -> { last one first; return 10 * i; }", i -> 10 * i);
        Case lastFirst = ofCase(plain, stage -> {
            Meeting[] after = Stream.generate(() -> new Meeting(2, 1, stage, () -> {}))
                    .limit(elements)
                    .toArray(Meeting[]::new);
            // Each one but the last waits for the one behind it, which comes there when it is done.
            Trial trial = new Trial(call, stage, plain, (i, number) -> {
                if (i + 1 < elements && Stream.of(after).noneMatch(Meeting::isLate)) {
                    after[(int) i].visit(0);
                }
                if (i > 0) {
                    after[(int) i - 1].visit(1);
                }
            });
            expectResult(trial);
        });
        return Probe.of(lastFirst).and(slow(1, Setting.of(0, 3, 2).with("i -> i + 5", i -> i + 5)));
    }

    private static void expectResult(Trial trial) throws InterruptedException {
        trial.run();
        trial.expectNotEarly(Sign.READ_TOO_EARLY);
        trial.expectResult();
    }

    /** An {@link IllegalArgumentException} for these. */
    public Probe rejects(Setting... settings) {
        return of(settings, (stage, setting) -> {
            Trial trial = new Trial(call, stage, setting).run();
            try {
                Expect.failure(IllegalArgumentException.class, trial.text(), () -> {
                    Throwable thrown = trial.outcome().thrown();
                    if (thrown instanceof RuntimeException exception) {
                        throw exception;
                    }
                    return trial.outcome().value();
                });
            } catch (CheckFailedError e) {
                throw e.answeredAt(trial.outcome().returnedAt());
            }
        });
    }

    private Probe slow(long held, Setting plain) {
        return ofCases(Stream.of(slowAt(plain, Set.of(held))), (stage, setting) -> {
            Trial trial =
                    heldAt(stage, setting, Set.of(held)).start(call.instance()).watch();
            trial.finish();
            trial.expectNotEarly(trial.waited().sign());
            trial.expectResult();
        });
    }

    /** Exactly as many new threads as asked for, all at the same time, none of them the caller; fewer where there is little. */
    public Probe workers(Setting... settings) {
        return of(settings, (stage, setting) -> {
            // Where shares are few and small, one that is rounded up leaves nothing for the last thread.
            boolean enough = setting.size() >= 15L * setting.workers();
            Crew crew = new Crew(call, stage, setting, enough ? 1 : 0).run();
            crew.expectNewThreads();
            if (enough) {
                crew.expectTogether(Sign.WRONG_NUMBER);
            }
            crew.expectAsManyAs(enough);
        });
    }

    /** Two elements computed at the same time, at least once. */
    public Probe atOnce() {
        return of(
                new Setting[] {Setting.of(0, 4, 2)},
                (stage, setting) ->
                        new Crew(call, stage, setting, 1).withCaller().run().expectTogether(null));
    }

    /** As many at a time as there are workers, while there is enough left. */
    public Probe busy(Setting... settings) {
        return of(
                settings,
                (stage, setting) -> new Crew(
                                call, stage, setting, Math.min(MEETINGS, setting.size() / setting.workers()))
                        .withCaller()
                        .run()
                        .expectTogether(null));
    }

    /** Everybody goes on while one element takes its time. */
    public Probe goesOn(Setting... settings) {
        return of(settings, (stage, plain) -> {
            Setting setting = plain.with("i -> { if (i == 0) wait for the others; return i; }", plain.function());
            long others = setting.size() - 1;
            Meeting all = new Meeting((int) others + 1, 1, stage, () -> {});
            Trial[] trial = new Trial[1];
            trial[0] = new Trial(call, stage, setting, (i, number) -> {
                if (i == setting.first()) {
                    all.visit(number);
                } else {
                    all.passBy(number);
                }
            });
            trial[0].run().expectReturned();
            if (all.isLate()) {
                throw trial[0].wrong(
                        trial[0].text() + ": while one " + call.worker()
                                + " was busy, the others did not go on, though there were elements left.",
                        null,
                        trial[0].handedAt(trial[0].log().byThread().keySet()),
                        "each " + call.worker() + " goes on with the next element",
                        all.seen() + " of " + (others + 1) + " elements were begun");
            }
        });
    }

    /** Not one more at a time than there are workers, no thread more than that in all, and never the caller. */
    public Probe noMore(Setting... settings) {
        Play asked = (stage, setting) -> expectNoMore(new Crew(call, stage, setting, 0).slowed());
        // Who gives a place back too early lets one too many in only where the next one is quick.
        Setting twelve = Setting.of(0, 12, 2);
        return of(settings, asked)
                .and(Probe.of(ofCase(twelve, stage -> expectNoMore(new Crew(call, stage, twelve, 0)))
                        .inOrders(SOME)));
    }

    private static void expectNoMore(Crew crew) throws InterruptedException {
        crew.run();
        crew.expectNewThreads();
        crew.expectNoMore();
        crew.expectAsManyAs(false);
    }

    /** The very object that the function threw, whatever it is, wherever it is thrown; never a result instead. */
    public Probe failures() {
        return new Endings(call).failures();
    }

    /** All threads ended when the call returns or throws, however long an element takes. */
    public Probe ends() {
        return new Endings(call).ends();
    }

    /** All threads ended when the call returns, however long an element takes; nothing is said of what the function throws. */
    public Probe endsWell() {
        return new Endings(call).endsWell();
    }

    /** What an interrupt does: {@link InterruptedException} after all threads have ended; never is it lost. */
    public Probe interrupts() {
        return new Endings(call).interrupts();
    }

    /** Calls in a row, after a failure, with the same function, and at the same time do not disturb each other. */
    public Probe independent(boolean ownThreads) {
        return new SeveralCalls(call).independent(ownThreads);
    }

    /** The same without a failure. */
    public Probe independentWell(boolean ownThreads) {
        return new SeveralCalls(call).independentWell(ownThreads);
    }

    /** A function that makes the call itself. */
    public Probe nested() {
        return new SeveralCalls(call).nested();
    }
}
