package lockstep.engine;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import lockstep.fixture.Keeper;
import lockstep.fixture.Mirror;
import lockstep.fixture.SmallProgram;
import lockstep.fixture.Table;
import lockstep.fixture.Timing;
import lockstep.fixture.Turns;

/** Small programs of which all outcomes are known. */
class SmallScenarios {

    /** A program that the seed chooses. */
    void program(Actors actors) {
        SmallProgram program = new SmallProgram();
        int[][] steps = SmallPrograms.steps(new Random(SmallPrograms.seed()));
        int[] left = new int[2];
        actors.together(() -> left[0] = program.run(steps[0], 1), () -> left[1] = program.run(steps[1], 2));
        SmallPrograms.saw(program.state() + " " + left[0] + " " + left[1]);
    }

    /** The same, with interrupts. */
    void interruptingProgram(Actors actors) throws InterruptedException {
        SmallProgram program = new SmallProgram();
        int[][] steps = SmallPrograms.interruptingSteps(new Random(SmallPrograms.seed()));
        int[] left = program.runBoth(steps);
        SmallPrograms.saw(program.state() + " " + left[0] + " " + left[1]);
    }

    void philosophers(Actors actors) {
        Table table = new Table();
        actors.together(() -> table.dine(0), () -> table.dine(1), () -> table.dine(2));
    }

    void takesManyTurns(Actors actors) {
        Turns turns = new Turns();
        actors.together(() -> turns.take(500), () -> turns.take(500));
        expect("the turns", 1_000, turns.taken());
    }

    void keepsNothing(Actors actors) {
        Keeper keeper = new Keeper();
        actors.together(keeper::before, keeper::before);
        expect("what was kept before this run, and in it", 2 * 6L, keeper.before());
    }

    void names(Actors actors) {
        expect(
                "the names",
                List.of(
                                "java.util.concurrent.locks.ReentrantLock",
                                "ReentrantLock",
                                "java.util.concurrent.locks",
                                "class java.util.concurrent.locks.ReentrantLock",
                                "class java.util.concurrent.locks.ReentrantLock",
                                "java.util.concurrent.locks.ReentrantLock",
                                "java.util.concurrent.locks.ReentrantLock",
                                "java.util.concurrent.atomic.LongAdder",
                                "java.lang.ThreadLocal",
                                "java.lang.ThreadLocal",
                                "java.util.Arrays$ArrayList",
                                "java.lang.Thread")
                        .toString(),
                new Mirror().names().toString());
    }

    void numbers(Actors actors) {
        Mirror mirror = new Mirror();
        String[] seen = new String[2];
        actors.together(() -> seen[0] = mirror.numbers(), () -> {});
        SmallPrograms.saw(seen[0]);
        expect("a clock that ticks evenly", false, mirror.ticks());
        expect("the name of a thread", true, seen[0].startsWith("Thread-1 Thread-3 "));
    }

    private static void expect(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(what + ": expected " + expected + ", but it is " + actual);
        }
    }

    private static void expectCome(boolean come) {
        expect("what was awaited", true, come);
    }

    void sleeps(Actors actors) throws Exception {
        expectCome(new Timing().sleeps());
    }

    void yields(Actors actors) throws Exception {
        expectCome(new Timing().yields());
    }

    void ignoresTheTime(Actors actors) throws Exception {
        expectCome(new Timing().ignoresTheTime());
    }

    void givesUpLoudly(Actors actors) throws Exception {
        expectCome(new Timing().givesUpLoudly());
    }

    void sleepsInALoop(Actors actors) throws Exception {
        expectCome(new Timing().sleepsInALoop());
    }

    void parksOnce(Actors actors) throws Exception {
        expectCome(new Timing().parksOnce());
    }

    void parksInALoop(Actors actors) throws Exception {
        expectCome(new Timing().parksInALoop());
    }

    void anHourIsLong(Actors actors) throws Exception {
        expectCome(new Timing().anHourIsLong());
    }

    void neverSeesAll(Actors actors) throws Exception {
        expectCome(new Timing().neverSeesAll());
    }

    void inherits(Actors actors) throws Exception {
        expectCome(new Timing().inherits());
    }

    void mistakenCast(Actors actors) {
        SmallPrograms.saw(new Mirror().mistakenCast());
    }
}
