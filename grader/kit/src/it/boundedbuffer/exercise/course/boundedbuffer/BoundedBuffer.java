package course.boundedbuffer;

/**
 * A queue of bounded length that many threads share: first in, first out. Buffers are independent of each other.
 *
 * <p>An interrupt before or during the waiting ends it by an {@link InterruptedException}, and the buffer is as if the call
 * had not been made.
 */
public final class BoundedBuffer<E> {

    /** Creates an empty buffer for at most {@code capacity} elements, at least 1. */
    public BoundedBuffer(int capacity) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Adds the element at the end, waiting while the buffer is full, however long that takes. */
    public void put(E element) throws InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Removes and returns the first element, waiting while the buffer is empty, however long that takes. */
    public E take() throws InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Returns how many elements there are; never waits for elements or for room. */
    public int size() {
        throw new UnsupportedOperationException("not written yet");
    }
}
