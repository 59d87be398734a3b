package lockstep.grader.check.race.engine.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import lockstep.grader.check.race.Race;
import lockstep.grader.probe.Expect;
import org.jspecify.annotations.Nullable;

/** The race that a scenario sees when it runs under control: each operation once, because every order is tried. */
public final class ControlledRace implements Race {

    private final Random random;
    private final List<@Nullable Throwable> thrown = new ArrayList<>();
    private int actors;

    public ControlledRace(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public void together(Actor... parts) {
        ControlledThread me = Objects.requireNonNull(ControlledThread.current(), "not under control");
        Execution execution = me.execution;
        List<ControlledThread> started = new ArrayList<>();
        int first = thrown.size();
        for (Actor part : parts) {
            int number = thrown.size();
            thrown.add(null);
            String name = nameOf(actors++);
            started.add(execution.start(
                    me, name, new Thread(() -> {}, execution.nextThreadName()), () -> act(part, number)));
        }
        for (ControlledThread actor : started) {
            execution.block(
                    me, Wait.interruptibly(() -> "the end of " + actor.name, null, () -> actor.done, Wait.NEVER));
            execution.memory.acquire(me, actor.ending, Site.OUTSIDE);
        }
        for (int i = first; i < thrown.size(); i++) {
            Throwable failure = thrown.get(i);
            if (failure != null) {
                throw Sneaky.<RuntimeException>rethrow(failure);
            }
        }
    }

    private static String nameOf(int actor) {
        return actor < 26 ? String.valueOf((char) ('A' + actor)) : "A" + actor;
    }

    private void act(Actor part, int number) {
        try {
            part.act();
        } catch (Kill kill) {
            throw kill;
        } catch (Throwable failure) {
            Objects.requireNonNull(ControlledThread.current()).execution.escapes(failure);
            thrown.set(number, failure);
        }
    }

    @Override
    public int repetitions() {
        return 1;
    }

    @Override
    public int oneOf(int count) {
        ControlledThread me = Objects.requireNonNull(ControlledThread.current(), "not under control");
        return me.execution.choices.oneOf(me, count);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void expect(String what, @Nullable Object expected, @Nullable Object actual) {
        Expect.same(expected, what, actual);
    }

    @Override
    public void expect(String what, boolean isPermitted, String permitted, String observed) {
        if (!isPermitted) {
            throw Expect.wrong(what, permitted, observed, null);
        }
    }

    /** Throws what a scenario may not declare. */
    private static final class Sneaky {
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        static <X extends Throwable> X rethrow(Throwable thrown) throws X {
            throw (X) thrown;
        }
    }
}
