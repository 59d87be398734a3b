package lockstep.grader.check.race;

import lockstep.fixture.Accounts;
import lockstep.grader.probe.Boundary;

/** One scenario per way to go wrong, and the right ones. */
class AccountsScenarios {

    void guarded(Race race) {
        Accounts accounts = new Accounts();
        int times = race.repetitions();
        Race.Actor actor = () -> repeat(times, accounts::addGuarded);
        race.together(actor, actor, actor);
        race.expect("balance()", 3 * times, accounts.balance());
    }

    void unguarded(Race race) {
        Accounts accounts = new Accounts();
        int times = race.repetitions();
        Race.Actor actor = () -> repeat(times, accounts::addUnguarded);
        race.together(actor, actor);
        race.expect("balance()", 2 * times, accounts.balance());
    }

    void singleShot(Race race) {
        Accounts accounts = new Accounts();
        boolean[] got = new boolean[2];
        race.together(() -> got[0] = accounts.useOnce(), () -> got[1] = accounts.useOnce());
        race.expect("useOnce()", got[0] != got[1], "one true", got[0] && got[1] ? "two true" : "one true");
    }

    void lockOrder(Race race) {
        Accounts accounts = new Accounts();
        int times = race.repetitions();
        race.together(() -> repeat(times, accounts::leftThenRight), () -> repeat(times, accounts::rightThenLeft));
        race.expect("balance()", true, "anything", "anything");
    }

    void neverUnlocked(Race race) {
        Accounts accounts = new Accounts();
        race.together(accounts::neverUnlock, accounts::neverUnlock);
        race.expect("balance()", 2, accounts.balance());
    }

    void spinning(Race race) {
        Accounts accounts = new Accounts();
        race.together(accounts::spin, accounts::addGuarded);
    }

    void failing(Race race) {
        Accounts accounts = new Accounts();
        race.together(accounts::addGuarded, () -> Boundary.run(accounts::fail));
    }

    void unwritten(Race race) {
        Accounts accounts = new Accounts();
        race.together(accounts::addGuarded, accounts::unwritten);
        race.expect("balance()", 1, accounts.balance());
    }

    void manyLooks(Race race) {
        Accounts accounts = new Accounts();
        int times = race.repetitions();
        race.together(() -> repeat(times, accounts::addGuarded), () -> repeat(times, accounts::addGuarded));
        race.expect("balance()", accounts.balance() > 0, "some", "some");
        race.expect("balance()", 2 * times, accounts.balance());
    }

    void interrupting(Race race) {
        Accounts accounts = new Accounts();
        race.together(accounts::interruptCaller, accounts::interruptCaller);
        accounts.interruptCaller();
        race.together(
                () -> race.expect(
                        "isInterrupted()", false, Thread.currentThread().isInterrupted()),
                () -> Thread.sleep(1));
    }

    void manyActors(Race race) {
        Accounts accounts = new Accounts();
        Race.Actor[] actors = new Race.Actor[16];
        java.util.Arrays.fill(actors, (Race.Actor) accounts::addGuarded);
        race.together(actors);
        race.expect("balance()", 16, accounts.balance());
    }

    void looksAtNothing(Race race) {
        race.repetitions();
    }

    private static void repeat(int times, Runnable body) {
        for (int i = 0; i < times; i++) {
            body.run();
        }
    }
}
