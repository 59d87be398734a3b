package lockstep.engine.samples;

import java.util.ArrayDeque;
import java.util.Deque;
import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;

/**
 * Claim: a thread that wakes up knows nothing: another may have been faster, or there was no signal at all ("spurious wakeup",
 * JLS 17.2.1). The condition is asked again, in a loop.
 *
 * <pre>
 *   A        wait for a signal
 *   C        put, notifyAll
 *   B        take
 *   A        goes on, takes from an empty queue: NoSuchElementException
 * </pre>
 */
class Sample05WaitWithoutLoopTest {

    private final Deque<Integer> queue = new ArrayDeque<>();

    private synchronized void put(int element) {
        queue.addLast(element);
        notifyAll();
    }

    private synchronized int takeWithIf() throws InterruptedException {
        if (queue.isEmpty()) {
            wait();
        }
        return queue.removeFirst();
    }

    private synchronized int takeWithLoop() throws InterruptedException {
        while (queue.isEmpty()) {
            wait();
        }
        return queue.removeFirst();
    }

    @Interleaved(finds = Found.FAILURE)
    void who_asks_once_takes_what_is_not_there(Actors actors) {
        actors.together(this::takeWithIf, this::takeWithIf, () -> {
            put(1);
            put(2);
        });
    }

    @Interleaved
    void who_asks_again_does_not(Actors actors) {
        actors.together(this::takeWithLoop, this::takeWithLoop, () -> {
            put(1);
            put(2);
        });
    }
}
