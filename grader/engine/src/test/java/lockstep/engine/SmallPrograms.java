package lockstep.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import lockstep.fixture.SmallProgram;

/** What {@link SmallProgram} can come to, found by trying everything, and what the engine has seen of it. */
public final class SmallPrograms {

    // Scenarios are made anew by the engine, and answer only here.
    private static final Set<String> SEEN = new TreeSet<>();
    private static final AtomicLong SEED = new AtomicLong();

    private SmallPrograms() {}

    public static synchronized void saw(String outcome) {
        SEEN.add(outcome);
    }

    static void choose(long seed) {
        SEED.set(seed);
    }

    /** Returns the number of the program that is run. */
    public static long seed() {
        return SEED.get();
    }

    /** Returns what was seen since the last call. */
    static synchronized Set<String> seen() {
        Set<String> seen = new TreeSet<>(SEEN);
        SEEN.clear();
        return seen;
    }

    /** Returns one to three steps for each of two threads. */
    public static int[][] steps(RandomGenerator random) {
        return steps(random, () -> random.nextInt(SmallProgram.STEPS));
    }

    /** Returns the same of steps of which some are about interrupts. */
    public static int[][] interruptingSteps(RandomGenerator random) {
        List<Integer> kinds = SmallProgram.INTERRUPTING;
        return steps(random, () -> kinds.get(random.nextInt(kinds.size())));
    }

    private static int[][] steps(RandomGenerator random, IntSupplier kind) {
        int[][] steps = new int[2][];
        for (int i = 0; i < 2; i++) {
            steps[i] = new int[1 + random.nextInt(3)];
            for (int j = 0; j < steps[i].length; j++) {
                steps[i][j] = kind.getAsInt();
            }
        }
        return steps;
    }

    /** Returns all outcomes of all orders, without leaving out any. */
    static Set<String> outcomes(int[][] steps) {
        Set<String> outcomes = new TreeSet<>();
        List<List<Character>> code = new ArrayList<>();
        for (int[] of : steps) {
            code.add(code(of));
        }
        Deque<Machine> open = new ArrayDeque<>();
        open.push(new Machine(new int[2], new int[] {1, 2}, new int[3], new boolean[2], -1, 0, false));
        while (!open.isEmpty()) {
            Machine machine = open.pop();
            boolean over = true;
            for (int thread = 0; thread < 2; thread++) {
                if (machine.canGoOn(thread, code)) {
                    over = false;
                    open.push(machine.step(thread, code));
                    if (machine.mayFail(thread, code)) {
                        open.push(machine.fail(thread));
                    }
                }
            }
            if (over) {
                outcomes.add(machine.numbers[0] + " " + machine.numbers[1] + " " + machine.numbers[2] + " "
                        + machine.registers[0] + " " + machine.registers[1]);
            }
        }
        return outcomes;
    }

    /** Single accesses: r and w of a, R and W of b, o, O and k of the weak one, ( and ) for the lock, i, j and l for interrupts, and others for what is added to what. */
    private static List<Character> code(int[] steps) {
        StringBuilder text = new StringBuilder();
        for (int step : steps) {
            text.append(
                    switch (step) {
                        case 0 -> "r";
                        case 1 -> "w";
                        case 2 -> "R";
                        case 3 -> "W";
                        case 4 -> "(tuTU)";
                        case 5 -> "o";
                        case 6 -> "O";
                        case 7 -> "k";
                        case 9 -> "i";
                        case 10 -> "j";
                        case 11 -> "l";
                        default -> "(sS)";
                    });
        }
        return text.chars().mapToObj(c -> (char) c).toList();
    }

    /** @param failed whether a compare-and-set has failed for no reason: once in a run */
    private record Machine(
            int[] at, int[] registers, int[] numbers, boolean[] interrupted, int owner, int scratch, boolean failed) {

        boolean mayFail(int thread, List<List<Character>> code) {
            return !failed && code.get(thread).get(at[thread]) == 'k';
        }

        Machine fail(int thread) {
            int[] places = at.clone();
            int[] kept = registers.clone();
            places[thread]++;
            kept[thread] = 7;
            return new Machine(places, kept, numbers, interrupted, owner, scratch, true);
        }

        boolean canGoOn(int thread, List<List<Character>> code) {
            return at[thread] < code.get(thread).size() && (code.get(thread).get(at[thread]) != '(' || owner == -1);
        }

        Machine step(int thread, List<List<Character>> code) {
            int[] places = at.clone();
            int[] kept = registers.clone();
            int[] values = numbers.clone();
            boolean[] flags = interrupted.clone();
            int holder = owner;
            int held = scratch;
            switch (code.get(thread).get(places[thread]++)) {
                case 'r' -> kept[thread] = values[0];
                case 'R' -> kept[thread] = values[1];
                case 'w' -> values[0] = kept[thread] + 1;
                case 'W' -> values[1] = kept[thread] + 1;
                case 'o' -> kept[thread] = values[2];
                case 'O' -> values[2] = kept[thread] + 1;
                case 'k' -> {
                    boolean set = values[2] == 0;
                    values[2] = set ? kept[thread] : values[2];
                    kept[thread] = set ? kept[thread] : 7;
                }
                case 'i' -> flags[1 - thread] = true;
                case 'j' -> {
                    kept[thread] = flags[thread] ? 5 : 6;
                    flags[thread] = false;
                }
                case 'l' -> kept[thread] = flags[1 - thread] ? 8 : 9;
                case '(' -> holder = thread;
                case ')' -> holder = -1;
                // Only the lock's owner uses the scratch.
                case 't', 's' -> held = values[0];
                case 'u' -> values[0] = held + kept[thread];
                case 'T' -> held = values[1];
                case 'U' -> values[1] = held + kept[thread];
                case 'S' -> kept[thread] = held + 10 * values[1];
                default -> throw new IllegalStateException();
            }
            return new Machine(places, kept, values, flags, holder, held, failed);
        }
    }
}
