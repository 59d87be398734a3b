package lockstep.engine.suite.programs;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lockstep.engine.Actors;

/** What the programs say of themselves. */
final class Expect {

    private Expect() {}

    static void that(boolean right, String what) {
        if (!right) {
            throw new AssertionError(what);
        }
    }

    /** Runs that many actors, made by their number, together with some others that come first. */
    static void together(Actors actors, int count, IntFunction<Actors.Actor> made, Actors.Actor... first) {
        Actors.Actor[] all = IntStream.range(0, first.length + count)
                .mapToObj(i -> i < first.length ? first[i] : made.apply(i - first.length))
                .toArray(Actors.Actor[]::new);
        actors.together(all);
    }
}
