package lockstep.boundedbuffer;

/**
 * A queue of bounded length that many threads share: first in, first out. Buffers are independent of each other.
 *
 * <p>Each call is one step. An interrupt before or during the waiting ends it by an {@link InterruptedException}, and the
 * buffer is as if the call had not been made.
 *
 * @param <E> the elements' type; no element is {@code null}
 */
public final class BoundedBuffer<E> {

    /** Creates an empty buffer for at most {@code capacity} elements, at least 1. */
    public BoundedBuffer(int capacity) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Adds the element at the end, waiting while the buffer is full, however long that takes.
     *
     * @return whether it was added: not if the buffer is closed, be it before the call or while this waits
     */
    public boolean put(E element) throws InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Removes and returns the first element, waiting while the buffer is empty, however long that takes.
     *
     * @return the element; {@code null} if the buffer is empty and closed, be it before the call or while this waits
     */
    public E take() throws InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Returns how many elements there are; never waits for elements or for room. */
    public int size() {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Closes the buffer for good and lets all threads go that wait; never waits itself. What is in it can still be taken. */
    public void close() {
        throw new UnsupportedOperationException("not written yet");
    }
}
