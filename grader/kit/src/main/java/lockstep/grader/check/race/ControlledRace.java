package lockstep.grader.check.race;

import java.util.Collection;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lockstep.engine.Actors;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SpinMeeting;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** The race that a scenario sees when it runs under control: each operation once, because every order is tried. */
final class ControlledRace implements Race {

    private final Actors actors;
    private final Random random;

    ControlledRace(Actors actors, long seed) {
        this.actors = actors;
        this.random = new Random(seed);
    }

    @Override
    public void together(Actor... parts) {
        actors.together(Stream.of(parts).<Actors.Actor>map(part -> part::act).toArray(Actors.Actor[]::new));
    }

    @Override
    public <T> Subjects<T> subjects(Supplier<? extends T> maker) {
        return new Subjects<>(1, 1, maker);
    }

    @Override
    public <T> Subjects<T> usedOnce(Supplier<? extends T> maker) {
        return subjects(maker);
    }

    @Override
    public int size(int least, int most) {
        return least;
    }

    @Override
    public SpinMeeting meeting(int parties) {
        // A real meeting would order the threads, and hide what is looked for.
        return new SpinMeeting(1);
    }

    @Override
    public Runnable pause() {
        return () -> {};
    }

    @Override
    public int oneOf(int count) {
        return actors.oneOf(count);
    }

    @Override
    public @Nullable SourceLocation origin(Collection<Thread> threads) {
        return SubmissionFrames.origin(actors, threads);
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
    public void expect(String observed, @Nullable CheckFailedError wrong) {
        if (wrong != null) {
            throw wrong;
        }
    }
}
