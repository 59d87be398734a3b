package course.boundedbuffer;

import java.util.ArrayDeque;
import java.util.Queue;

public final class BoundedBuffer<E> {

    private final Queue<E> elements = new ArrayDeque<>();
    private final int capacity;

    public BoundedBuffer(int capacity) {
        this.capacity = capacity;
    }

    public synchronized void put(E element) throws InterruptedException {
        while (elements.size() == capacity) {
            wait();
        }
        elements.add(element);
        notifyAll();
    }

    public synchronized E take() throws InterruptedException {
        while (elements.isEmpty()) {
            wait();
        }
        E first = elements.remove();
        notifyAll();
        return first;
    }

    public synchronized int size() {
        return elements.size();
    }
}
