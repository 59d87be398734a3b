package lockstep.engine.samples;

import static org.assertj.core.api.Assertions.assertThat;

import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;

/**
 * Claim: two threads that take two locks in opposite orders come to a deadlock; with one order for all there is none.
 *
 * <pre>
 *   A        lock the monitor of left
 *   B        lock the monitor of right
 *   A        wait for the monitor of right, held by B
 *   B        wait for the monitor of left, held by A
 * </pre>
 */
class Sample03DeadlockTest {

    /** A sum of money. */
    private static final class Purse {
        private final int number;
        private int coins = 10;

        Purse(int number) {
            this.number = number;
        }
    }

    private final Purse left = new Purse(1);
    private final Purse right = new Purse(2);

    private static void move(Purse from, Purse to) {
        synchronized (from) {
            synchronized (to) {
                from.coins--;
                to.coins++;
            }
        }
    }

    private static void moveInOneOrder(Purse from, Purse to) {
        Purse first = from.number < to.number ? from : to;
        Purse second = first == from ? to : from;
        synchronized (first) {
            synchronized (second) {
                from.coins--;
                to.coins++;
            }
        }
    }

    @Interleaved(finds = Found.DEADLOCK)
    void opposite_orders_come_to_a_deadlock(Actors actors) {
        actors.together(() -> move(left, right), () -> move(right, left));
    }

    @Interleaved
    void one_order_does_not(Actors actors) {
        actors.together(() -> moveInOneOrder(left, right), () -> moveInOneOrder(right, left));
        assertThat(left.coins + right.coins).isEqualTo(20);
    }
}
