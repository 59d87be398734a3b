package lockstep.grader.check.correctness;

import java.util.List;
import lockstep.engine.Actors;
import lockstep.fixture.Accounts;
import lockstep.grader.author.Case;
import lockstep.grader.author.Probe;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Expect;

/** What is asked of {@link Accounts}. */
final class AccountsContract {

    @Check(id = "counts", title = "Counts", points = 1, why = "why", hint = "hint")
    static final Probe COUNTS = Probe.of(Case.of("addGuarded()", AccountsContract::counts));

    @Check(id = "frees", title = "Gives the lock back", points = 1, why = "why", hint = "hint")
    static final Probe FREES = Probe.of(Case.of("neverUnlock()", actors -> twice(actors, new Accounts())));

    @Check(id = "keeps", title = "Ends twice", points = 1, why = "why", hint = "hint")
    static final Probe KEEPS = Probe.of(Case.of("neverUnlock() twice", actors -> awaitsBoth(actors, new Accounts())));

    @Check(id = "shares", title = "Ends twice", points = 1, why = "why", hint = "hint")
    static final Probe SHARES = KEEPS.betweenTwoObjects();

    @Check(id = "loses", title = "Counts", points = 1, why = "why", hint = "hint")
    static final Probe LOSES =
            Probe.of(Case.of("addUnguarded()", AccountsContract::loses).inOrders(40));

    @Check(id = "beyond", title = "Starts a process", points = 1, why = "why", hint = "hint")
    static final Probe BEYOND = Probe.of(Case.inVirtualTime("an hour beyond control", AccountsContract::beyond));

    @Check(id = "hour", title = "An hour passes", points = 1, why = "why", hint = "hint")
    static final Probe HOUR = Probe.of(Case.inVirtualTime("a sleep of an hour", AccountsContract::hour));

    private AccountsContract() {}

    private static void counts(Actors actors) throws Exception {
        Accounts accounts = new Accounts();
        actors.together(() -> Boundary.run(accounts::addGuarded), () -> Boundary.run(accounts::addGuarded));
        Expect.answer(2, "balance()", accounts::balance);
    }

    private static void twice(Actors actors, Accounts accounts) {
        actors.start(() -> Boundary.run(accounts::neverUnlock));
        actors.settle();
        Thread second = actors.start(() -> Boundary.run(accounts::neverUnlock));
        actors.settle();
        Expect.same(List.of(second), "who waits", actors.alive());
    }

    private static void awaitsBoth(Actors actors, Accounts accounts) {
        actors.together(() -> Boundary.run(accounts::neverUnlock), () -> Boundary.run(accounts::neverUnlock));
    }

    private static void loses(Actors actors) throws Exception {
        Accounts accounts = new Accounts();
        actors.together(() -> Boundary.run(accounts::addUnguarded), () -> Boundary.run(accounts::addUnguarded));
        Expect.answer(2, "balance()", accounts::balance);
    }

    private static void beyond(Actors actors) {
        Thread.getAllStackTraces();
    }

    private static void hour(Actors actors) throws InterruptedException {
        Thread sleeper = actors.start(AccountsContract::sleep);
        actors.settle();
        Expect.same(true, "the sleeper's life", sleeper.isAlive());
        sleeper.join();
    }

    private static void sleep() {
        try {
            Thread.sleep(3_600_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
