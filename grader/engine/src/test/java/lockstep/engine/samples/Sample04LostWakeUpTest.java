package lockstep.engine.samples;

import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;

/**
 * Claim: {@code notify} wakes up those who wait, and is not kept for those who come later. Who waits must ask first whether
 * there is anything left to wait for, under the same lock.
 *
 * <pre>
 *   A        notifyAll, nobody waits
 *   B        wait for a signal, for ever
 * </pre>
 */
class Sample04LostWakeUpTest {

    private final Object lock = new Object();
    private boolean open;

    private void open() {
        synchronized (lock) {
            open = true;
            lock.notifyAll();
        }
    }

    @Interleaved(finds = Found.DEADLOCK)
    void who_does_not_ask_waits_for_ever(Actors actors) {
        actors.together(this::open, () -> {
            synchronized (lock) {
                lock.wait();
            }
        });
    }

    @Interleaved
    void who_asks_first_does_not(Actors actors) {
        actors.together(this::open, () -> {
            synchronized (lock) {
                while (!open) {
                    lock.wait();
                }
            }
        });
    }
}
