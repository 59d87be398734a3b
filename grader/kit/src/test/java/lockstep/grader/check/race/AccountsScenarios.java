package lockstep.grader.check.race;

import lockstep.fixture.Accounts;
import lockstep.grader.probe.Boundary;

/** One scenario per way to go wrong, and the right ones. */
class AccountsScenarios {

    void guarded(Race race) {
        Subjects<Accounts> all = race.subjects(Accounts::new);
        Race.Actor actor = all.each(Accounts::addGuarded);
        race.together(actor, actor, actor);
        all.forEach(accounts -> race.expect("balance()", 3 * all.times(), accounts.balance()));
    }

    void unguarded(Race race) {
        Subjects<Accounts> all = race.subjects(Accounts::new);
        Race.Actor actor = all.each(Accounts::addUnguarded);
        race.together(actor, actor);
        all.forEach(accounts -> race.expect("balance()", 2 * all.times(), accounts.balance()));
    }

    void usedOnce(Race race) {
        Subjects<Seat> all = race.usedOnce(Seat::new);
        race.together(
                all.each(seat -> seat.first = seat.accounts.useOnce()),
                all.each(seat -> seat.second = seat.accounts.useOnce()));
        all.forEach(seat -> race.expect(
                "useOnce()",
                seat.first != seat.second,
                "one true",
                seat.first && seat.second ? "two true" : "one true"));
    }

    private static final class Seat {
        private final Accounts accounts = new Accounts();
        private boolean first;
        private boolean second;
    }

    void lockOrder(Race race) {
        Subjects<Accounts> all = race.subjects(Accounts::new);
        race.together(all.each(Accounts::leftThenRight), all.each(Accounts::rightThenLeft));
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
        Subjects<Accounts> all = race.subjects(Accounts::new);
        Race.Actor actor = all.each(Accounts::addGuarded);
        race.together(actor, actor);
        all.forEach(accounts -> {
            race.expect("balance()", accounts.balance() > 0, "some", "some");
            race.expect("balance()", 2 * all.times(), accounts.balance());
        });
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
        race.oneOf(2);
    }
}
