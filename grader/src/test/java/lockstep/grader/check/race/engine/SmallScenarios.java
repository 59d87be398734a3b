package lockstep.grader.check.race.engine;

import java.util.List;
import lockstep.fixture.Keeper;
import lockstep.fixture.Mirror;
import lockstep.fixture.SmallProgram;
import lockstep.fixture.Table;
import lockstep.fixture.Timing;
import lockstep.grader.check.race.Race;

/** Small programs of which all outcomes are known. */
class SmallScenarios {

    /** A program that the seed chooses. */
    void program(Race race) {
        SmallProgram program = new SmallProgram();
        int[][] steps = SmallPrograms.steps(race.random());
        int[] left = new int[2];
        race.together(() -> left[0] = program.run(steps[0], 1), () -> left[1] = program.run(steps[1], 2));
        SmallPrograms.saw(program.state() + " " + left[0] + " " + left[1]);
        race.expect("the outcome", true, "any", "any");
    }

    void philosophers(Race race) {
        Table table = new Table();
        race.together(() -> table.dine(0), () -> table.dine(1), () -> table.dine(2));
        race.expect("the meal", true, "over", "over");
    }

    void keepsNothing(Race race) {
        Keeper keeper = new Keeper();
        race.together(keeper::before, keeper::before);
        race.expect("what was kept before this run, and in it", 2 * 6L, keeper.before());
    }

    void names(Race race) {
        race.expect(
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

    void numbers(Race race) {
        Mirror mirror = new Mirror();
        String[] seen = new String[2];
        race.together(() -> seen[0] = mirror.numbers(), () -> {});
        SmallPrograms.saw(seen[0]);
        race.expect("a clock that ticks evenly", false, mirror.ticks());
        race.expect("the name of a thread", true, seen[0].startsWith("Thread-1 Thread-3 "));
    }

    private static void expectCome(Race race, boolean come) {
        race.expect("what was awaited", true, come);
    }

    void sleeps(Race race) throws Exception {
        expectCome(race, new Timing().sleeps());
    }

    void yields(Race race) throws Exception {
        expectCome(race, new Timing().yields());
    }

    void ignoresTheTime(Race race) throws Exception {
        expectCome(race, new Timing().ignoresTheTime());
    }

    void givesUpLoudly(Race race) throws Exception {
        expectCome(race, new Timing().givesUpLoudly());
    }

    void sleepsInALoop(Race race) throws Exception {
        expectCome(race, new Timing().sleepsInALoop());
    }

    void parksOnce(Race race) throws Exception {
        expectCome(race, new Timing().parksOnce());
    }

    void parksInALoop(Race race) throws Exception {
        expectCome(race, new Timing().parksInALoop());
    }

    void anHourIsLong(Race race) throws Exception {
        expectCome(race, new Timing().anHourIsLong());
    }

    void neverSeesAll(Race race) throws Exception {
        expectCome(race, new Timing().neverSeesAll());
    }

    void inherits(Race race) throws Exception {
        expectCome(race, new Timing().inherits());
    }

    void mistakenCast(Race race) {
        SmallPrograms.saw(new Mirror().mistakenCast());
        race.expect("a message", true, true);
    }
}
