package lockstep.boundedbuffer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

public final class BoundedBuffer<E> {

    private static final int PLENTY = 1 << 29;

    private final Deque<E> elements = new ArrayDeque<>();
    private final Semaphore places;
    private final Semaphore filled = new Semaphore(0);
    private boolean closed;

    public BoundedBuffer(int capacity) {
        places = new Semaphore(capacity);
    }

    public boolean put(E element) throws InterruptedException {
        places.acquire();
        synchronized (elements) {
            if (closed) {
                return false;
            }
            elements.addLast(element);
        }
        filled.release();
        return true;
    }

    public E take() throws InterruptedException {
        filled.acquire();
        E first;
        synchronized (elements) {
            first = elements.pollFirst();
        }
        places.release();
        return first;
    }

    public int size() {
        synchronized (elements) {
            return elements.size();
        }
    }

    public void close() {
        synchronized (elements) {
            if (closed) {
                return;
            }
            closed = true;
        }
        places.release(PLENTY);
        filled.release(PLENTY);
    }
}
