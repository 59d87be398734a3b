package lockstep.boundedbuffer;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.Set;

public final class BoundedBuffer<E> {
    private record Slot<T>(T element) {
    }

    private final LinkedList<Slot<E>> line = new LinkedList<>(); // at the end those that wait for room
    private final Set<Slot<E>> dropped = Collections.newSetFromMap(new IdentityHashMap<>());
    private final int capacity;
    private boolean closed;

    public BoundedBuffer(int capacity) {
        this.capacity = capacity;
    }

    public synchronized boolean put(E element) throws InterruptedException {
        if (closed) {
            return false;
        }
        Slot<E> slot = new Slot<>(element);
        line.addLast(slot);
        notifyAll();
        try {
            while (waitsForRoom(slot)) {
                wait();
            }
        } catch (InterruptedException e) {
            if (waitsForRoom(slot)) {
                line.remove(slot);
                throw e;
            }
            Thread.currentThread().interrupt(); // it was in already
        }
        return !dropped.remove(slot);
    }

    private boolean waitsForRoom(Slot<E> slot) {
        int i = 0;
        for (Slot<E> s : line) {
            if (i++ >= capacity && s == slot) {
                return true;
            }
        }
        return false;
    }

    public synchronized E take() throws InterruptedException {
        while (line.isEmpty() && !closed) {
            wait();
        }
        if (line.isEmpty()) {
            return null;
        }
        notifyAll();
        return line.removeFirst().element();
    }

    public synchronized int size() {
        return Math.min(line.size(), capacity);
    }

    public synchronized void close() {
        closed = true;
        while (line.size() > capacity) {
            dropped.add(line.removeLast());
        }
        notifyAll();
    }
}
