package lockstep.grader.catalog.transfer;

import java.util.Arrays;
import java.util.List;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.author.Op;
import lockstep.grader.author.Overlap;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Subject;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.NamesMistake;
import lockstep.transfer.Accounts;

/** What accounts promise. The model says what is expected; all that is asked is derived from it. */
@NamesMistake(pattern = BugPattern.LOCK_ORDER, mistake = "X1")
@NamesMistake(pattern = BugPattern.NO_LOCK, mistake = "X11")
@NamesMistake(pattern = BugPattern.CHECK_OUTSIDE_LOCK, mistake = "X4")
@NamesMistake(pattern = BugPattern.LOCK_PER_CALL, mistake = "X6")
@NamesMistake(pattern = BugPattern.TWO_LOCKS, mistake = "X5")
@NamesMistake(pattern = BugPattern.TAKEN_TWICE, mistake = "X8")
@NamesMistake(pattern = BugPattern.KEPT_AFTER_EXCEPTION, mistake = "X9")
@NamesMistake(pattern = BugPattern.LIVELOCK, mistake = "X10")
public final class TransferContract {

    /** What accounts do if one call is made at a time. */
    private static final class Model {
        private final long[] balances;

        private Model(int number, long balance) {
            balances = new long[number];
            Arrays.fill(balances, balance);
        }

        private boolean transfer(int from, int to, long amount) {
            long there = balance(from);
            balance(to);
            expect(amount >= 0);
            if (there < amount) {
                return false;
            }
            balances[from] -= amount;
            balances[to] += amount;
            return true;
        }

        private long balance(int account) {
            expect(0 <= account && account < balances.length);
            return balances[account];
        }

        private static void expect(boolean fits) {
            if (!fits) {
                throw new IllegalArgumentException();
            }
        }
    }

    private static final Op<Accounts, Model> TOTAL = Op.answer(
            "total()", Accounts::total, model -> Arrays.stream(model.balances).sum());

    private static Op<Accounts, Model> move(int from, int to, long amount) {
        return Op.answer(
                "transfer(" + from + ", " + to + ", " + amount + ")",
                accounts -> accounts.transfer(from, to, amount),
                model -> model.transfer(from, to, amount));
    }

    private static Op<Accounts, Model> balance(int account) {
        return Op.answer(
                "balance(" + account + ")", accounts -> accounts.balance(account), model -> model.balance(account));
    }

    /** All balances tell the state. */
    private static Subject<Accounts, Model> of(int number, long each) {
        Subject<Accounts, Model> subject = Subject.of(
                        "new Accounts(" + number + ", " + each + ")",
                        () -> new Accounts(number, each),
                        () -> new Model(number, each),
                        balance(0))
                .naming(BugPattern.KEPT_AFTER_RETURN, "X9");
        return switch (number) {
            case 1 -> subject;
            case 2 -> subject.alsoObservedBy(balance(1));
            default -> subject.alsoObservedBy(balance(1), balance(number - 1));
        };
    }

    private static final String ALL_FIRST =
            "Which locks does this step need? Take them all before anything is read, and in an order that all threads share.";

    @Check(
            id = "moves",
            title = "Moves what there is, and nothing if there is less",
            points = 15,
            why = "A transfer is two changes that belong together, or none.",
            hint = "Write down both balances after each of three transfers, and compare.")
    static final Probe MOVES = of(3, 10)
            .does(move(0, 1, 4), balance(0), balance(1), balance(2), TOTAL, move(0, 2, 6), TOTAL)
            .and(of(2, 10).does(move(0, 1, 11), move(0, 1, 10), move(0, 1, 1), move(1, 0, 20), TOTAL))
            .and(of(2, 0).does(move(0, 1, 0), move(0, 1, 1), TOTAL))
            .and(of(4, 5).doesAnyOf(move(0, 1, 3), move(1, 2, 4), move(3, 0, 5), move(2, 3, 0), balance(3), TOTAL))
            .and(of(2, Long.MAX_VALUE / 2)
                    .does(move(0, 1, Long.MAX_VALUE / 2), balance(1), move(1, 0, Long.MAX_VALUE), TOTAL))
            .and(of(1_500, 1).does(move(1_499, 0, 1), move(700, 1_499, 1), balance(700), TOTAL))
            .and(of(2, 1_000).doesMany(1_001, move(0, 1, 1), move(1, 0, 2)))
            .and(Probe.ofNumbers(n -> n <= 0 || n > Long.MAX_VALUE / 4
                    ? of(2, 1).does(TOTAL)
                    : of(2, n).does(move(0, 1, n + 1), move(0, 1, n), move(1, 0, n - 1), TOTAL)))
            .and(Probe.ofCounts(10_000, n -> of(n + 2, 1).does(move(n + 1, 0, 1), move(0, n, 2), balance(n), TOTAL)))
            .and(Probe.ofCounts(
                    10_000, n -> of(2, 2).after(n, move(0, 1, 1), move(1, 0, 1)).does(move(0, 1, 2), TOTAL)));

    @Check(id = "self", title = "Sends to oneself", points = 5, mistake = "X8", ground = "correctness.moves")
    static final Probe SELF = of(2, 5).does(move(0, 0, 5), move(0, 0, 6), move(1, 1, 1), move(0, 1, 5), move(0, 0, 1))
            .and(of(1, 3).does(move(0, 0, 3), move(0, 0, 0), TOTAL))
            .and(of(1, Long.MAX_VALUE).does(move(0, 0, Long.MAX_VALUE), move(0, 0, 1), TOTAL));

    @Check(
            id = "refuses",
            title = "Refuses what makes no sense, and goes on",
            points = 10,
            ground = "correctness.moves",
            why = "What is refused must leave everything as it was, locks included.",
            hint = "Check all arguments before you take the first lock, or release it on this way out as well.")
    static final Probe REFUSES = of(2, 5).does(
                    move(0, 2, 1), move(-1, 0, 1), move(2, 0, 1), move(0, -1, 9), TOTAL, move(0, 1, 5))
            .and(of(2, 5).does(move(0, 1, -1), move(1, 0, Long.MIN_VALUE), move(0, 0, -1), TOTAL, move(1, 0, 5)))
            .and(of(2, 5).does(balance(2), balance(-1), balance(Integer.MAX_VALUE), TOTAL))
            .and(of(2, 5).releases(
                            move(0, 1, 1), move(0, 2, 1), move(0, 1, -1), balance(2), move(0, 1, 6), move(1, 1, 2)))
            .and(of(2, 5).keepsInterruptFlag(
                            move(0, 1, 1), move(1, 1, 1), move(0, 1, 6), move(0, 2, 1), balance(0), TOTAL));

    @Check(
            id = "own",
            title = "Accounts of two objects are independent",
            points = 5,
            why = "Two objects have nothing to do with each other.",
            hint = "Which of your fields are static?")
    static final Probe OWN =
            of(2, 5).hasOwnState(move(0, 1, 2)).and(of(3, 1).isNotTouchedBy(move(2, 0, 1), TOTAL, move(2, 1, 1)));

    @Check(
            id = "to-and-fro",
            title = "Two threads send to and fro",
            points = 10,
            ground = "correctness.moves",
            why = "Where each holds what the other one needs, both wait for ever.",
            hint = ALL_FIRST)
    static final Overlap TO_AND_FRO = of(2, 5).race(move(0, 1, 1), move(1, 0, 2))
            .and(of(3, 5).race(move(1, 2, 1), move(2, 1, 2), balance(0)))
            // Whose order hangs on the balances has another one after the third transfer.
            .and(of(3, 5).race(move(0, 1, 1), move(1, 0, 2), move(2, 1, 3)))
            .and(of(3, 5).race(move(0, 2, 1), move(2, 0, 2)))
            .and(of(130, 5).race(move(128, 129, 1), move(129, 128, 3)));

    @Check(
            id = "in-a-circle",
            title = "Three threads send in a circle",
            points = 10,
            ground = "correctness.moves",
            why = "A ring of threads, each of which waits for the next one, needs no two that send to each other.",
            hint = ALL_FIRST)
    // Where few locks guard many accounts, two accounts that are far apart have one.
    static final Overlap IN_A_CIRCLE = of(3, 5).race(move(0, 1, 1), move(1, 2, 2), move(2, 0, 3))
            .and(of(17, 5).race(move(0, 1, 1), move(1, 16, 2)))
            .and(of(65, 5).race(move(0, 1, 1), move(1, 64, 2)))
            .and(of(11, 5).race(move(0, 1, 1), move(1, 10, 2)));

    @Check(
            id = "one-receiver",
            title = "Two threads send to one account",
            points = 10,
            ground = "correctness.moves",
            why = "Every variable that is changed needs its lock, not only the first.",
            hint = "List the variables that a transfer writes, and the lock that guards each.")
    static final Overlap ONE_RECEIVER = of(3, 5).race(move(0, 2, 1), move(1, 2, 2))
            .and(of(2, 5).race(move(0, 1, 1), move(0, 1, 3)))
            .and(of(130, 5).race(move(128, 129, 1), move(128, 129, 3)));

    @Check(
            id = "last-money",
            title = "Two threads want the last money",
            points = 10,
            ground = "correctness.moves",
            why = "A decision holds only as long as the lock under which it was made.",
            hint = ALL_FIRST)
    static final Overlap LAST_MONEY =
            of(3, 5).race(move(0, 1, 4), move(0, 2, 3)).and(of(2, 5).race(move(0, 1, 5), move(0, 1, 5)));

    @Check(
            id = "total-holds",
            title = "The total is the same while money moves",
            points = 10,
            ground = "correctness.moves",
            why = "A sum over several variables is right only for a moment in which none of them changes.",
            hint = "Which locks have to be held at the same time for the total to be true at one moment?")
    static final Overlap TOTAL_HOLDS = of(2, 5).race(List.of(move(0, 1, 3), move(1, 0, 1)), List.of(TOTAL))
            .and(of(2, 5).race(List.of(move(0, 1, 3), move(1, 0, 3), move(0, 1, 3)), List.of(TOTAL)))
            .and(of(3, 5).race(move(2, 0, 3), TOTAL))
            .and(of(3, 5).race(move(0, 2, 3), move(1, 0, 2), TOTAL))
            .and(of(2, 5).race(move(0, 1, 3), move(1, 0, 9), TOTAL));

    @Check(
            id = "one-step",
            title = "Nobody sees half of a transfer",
            points = 5,
            ground = "correctness.moves",
            why = "What belongs together has to change for all others at once.",
            hint = "What does an observer see who looks exactly between the two lines?")
    static final Overlap ONE_STEP = of(2, 5).race(List.of(move(0, 1, 3)), List.of(balance(0), balance(1)))
            .and(of(2, 5).race(List.of(move(0, 1, 3)), List.of(balance(1), balance(0))))
            .and(of(2, 5).race(move(0, 0, 4), move(0, 1, 3), balance(0)))
            // Who is refused has seen as well that the money has gone, or has not come yet.
            .and(of(3, 5).race(List.of(move(0, 1, 5)), List.of(move(0, 2, 5), move(1, 2, 10))))
            .and(of(2, 5).raceWithInterrupted(move(0, 1, 3), move(1, 0, 1), balance(0), TOTAL))
            .and(of(3, 5).raceWithInterrupted(move(1, 2, 1), move(0, 1, 3)))
            .and(of(3, 5).raceWithInterrupted(move(0, 2, 1), move(0, 1, 3)))
            .and(of(2, 5).raceOnTwo(move(0, 1, 3), move(1, 0, 4)));
}
