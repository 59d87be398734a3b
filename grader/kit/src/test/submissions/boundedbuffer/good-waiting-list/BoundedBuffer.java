package lockstep.boundedbuffer;

import java.util.ArrayDeque;
import java.util.Deque;

public final class BoundedBuffer<E> {

    private static final class Offer<T> {
        private T element;
        private boolean over;
        private boolean accepted;
    }

    private final int capacity;
    private final Deque<E> elements = new ArrayDeque<>();
    private final Deque<Offer<E>> producers = new ArrayDeque<>();
    private final Deque<Offer<E>> consumers = new ArrayDeque<>();
    private boolean closed;

    public BoundedBuffer(int capacity) {
        this.capacity = capacity;
    }

    public synchronized boolean put(E element) throws InterruptedException {
        if (closed) {
            return false;
        }
        Offer<E> consumer = consumers.poll();
        if (consumer != null) {
            consumer.element = element;
            consumer.over = true;
            notifyAll();
            return true;
        }
        if (elements.size() < capacity) {
            elements.add(element);
            return true;
        }
        Offer<E> mine = new Offer<>();
        mine.element = element;
        producers.add(mine);
        await(mine, producers);
        return mine.accepted;
    }

    public synchronized E take() throws InterruptedException {
        E first = elements.poll();
        if (first != null) {
            Offer<E> producer = producers.poll();
            if (producer != null) {
                elements.add(producer.element);
                producer.accepted = true;
                producer.over = true;
                notifyAll();
            }
            return first;
        }
        if (closed) {
            return null;
        }
        Offer<E> mine = new Offer<>();
        consumers.add(mine);
        await(mine, consumers);
        return mine.element;
    }

    private void await(Offer<E> mine, Deque<Offer<E>> waiting) throws InterruptedException {
        while (!mine.over) {
            try {
                wait();
            } catch (InterruptedException e) {
                if (mine.over) {
                    Thread.currentThread().interrupt();
                    return;
                }
                waiting.remove(mine);
                throw e;
            }
        }
    }

    public synchronized int size() {
        return elements.size();
    }

    public synchronized void close() {
        closed = true;
        producers.forEach(each -> each.over = true);
        consumers.forEach(each -> each.over = true);
        producers.clear();
        consumers.clear();
        notifyAll();
    }
}
