package lockstep.grader.check.race;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Fresh objects of one round, all alike, and how often an actor does its operation to each. Where every interleaving is
 * tried, one object and one operation per actor show what there is. Real threads need luck, so there an actor does its
 * operation to one object thousands of times, or once to each of thousands: the first shows what goes wrong between
 * operations that overlap, the second what goes wrong only once in the life of an object.
 *
 * <p>Actors go from object to object in step, as nearly as a machine can: each waits a little for those behind it. No
 * verdict depends on whether they come. The waiting orders what actors did to earlier objects, so a fault of visibility
 * between two objects can stay unseen; between actors at one object it orders nothing.
 *
 * @param <T> an object under test, with whatever its scenario remembers of it
 */
public final class Subjects<T> {

    /** An actor's part with one object. */
    @FunctionalInterface
    public interface Operation<T> {
        void on(T subject) throws Exception;
    }

    /** Some tens of microseconds: longer than two actors are apart while both run. */
    private static final int MOST_SPINS = 1000;

    /** Slow enough for an actor that has lost its core to catch up with the others. */
    private static final int FEWEST_SPINS = 16;

    /**
     * Whoever comes to an object last goes on at once, and the others only when they see that. Each then spins 0 to 3 times
     * more, drawn: otherwise the last to come would always be the first to act.
     */
    private static final int SPREADS = 4;

    /** Anything odd: each actor draws from a seed of its own. */
    private static final int SEED = 0x9E3779B9;

    private final List<T> all;
    private final int times;
    private final List<AtomicInteger> positions = new CopyOnWriteArrayList<>();

    Subjects(int count, int times, Supplier<? extends T> maker) {
        this.all = Stream.<T>generate(maker).limit(count).toList();
        this.times = times;
    }

    /** Returns how often an actor does its operation to each object: once or more. */
    public int times() {
        return times;
    }

    /** Returns an actor that does an operation {@link #times} times to each object. */
    public Race.Actor each(Operation<? super T> operation) {
        return () -> {
            Walk walk = new Walk();
            try {
                for (int i = 0; i < all.size(); i++) {
                    walk.comeTo(i);
                    for (int done = 0; done < times; done++) {
                        operation.on(all.get(i));
                    }
                }
            } finally {
                walk.end();
            }
        };
    }

    /** Looks at each object after the actors have ended. */
    public void forEach(Consumer<? super T> look) {
        all.forEach(look);
    }

    /** One actor's way along the objects. */
    private final class Walk {

        private final AtomicInteger position = new AtomicInteger();
        private int patience = MOST_SPINS;
        private int drawn;

        Walk() {
            positions.add(position);
            this.drawn = SEED * (positions.indexOf(position) + 1);
        }

        void comeTo(int next) {
            if (all.size() == 1) {
                return;
            }
            position.set(next);
            int spins = 0;
            while (spins < patience && anyoneIsBehind(next)) {
                Thread.onSpinWait();
                spins++;
            }
            // Halved each time in vain: an actor that has lost its core stays away for longer than all objects take.
            patience = spins < patience ? MOST_SPINS : Math.max(FEWEST_SPINS, patience / 2);
            for (int spread = spread(); spread > 0; spread--) {
                Thread.onSpinWait();
            }
        }

        void end() {
            position.set(Integer.MAX_VALUE);
        }

        private boolean anyoneIsBehind(int place) {
            for (AtomicInteger other : positions) {
                if (other.get() < place) {
                    return true;
                }
            }
            return false;
        }

        /** Marsaglia's xorshift (Journal of Statistical Software 8, 2003): cheaper than what it delays. */
        private int spread() {
            drawn ^= drawn << 13;
            drawn ^= drawn >>> 17;
            drawn ^= drawn << 5;
            return Math.floorMod(drawn, SPREADS);
        }
    }
}
