package lockstep.engine.samples;

import java.util.ArrayDeque;
import java.util.Deque;
import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;

/**
 * Claim: where producers and consumers wait for one signal, {@code notify} may wake up the wrong one, and the right one waits
 * for ever. It takes three threads and a buffer of one place.
 *
 * <pre>
 *   A, B     wait: there is nothing to take
 *   C        put, notify: A is woken up
 *   C        wait: there is no room
 *   A        take, notify: B is woken up in place of C
 *   B        wait: there is nothing to take
 * </pre>
 */
class Sample10BoundedBufferTest {

    /** A buffer of one place. */
    private static class Buffer {
        private final Deque<Integer> elements = new ArrayDeque<>();

        synchronized void put(int element) throws InterruptedException {
            while (!elements.isEmpty()) {
                wait();
            }
            elements.addLast(element);
            signal();
        }

        synchronized int take() throws InterruptedException {
            while (elements.isEmpty()) {
                wait();
            }
            int element = elements.removeFirst();
            signal();
            return element;
        }

        void signal() {
            notify();
        }
    }

    private static final class Mended extends Buffer {
        @Override
        void signal() {
            notifyAll();
        }
    }

    private static void play(Buffer buffer, Actors actors) {
        actors.together(buffer::take, buffer::take, () -> {
            buffer.put(1);
            buffer.put(2);
        });
    }

    @Interleaved(finds = Found.DEADLOCK)
    void one_signal_may_go_to_the_wrong_thread(Actors actors) {
        play(new Buffer(), actors);
    }

    @Interleaved
    void a_signal_to_all_reaches_the_right_one(Actors actors) {
        play(new Mended(), actors);
    }
}
