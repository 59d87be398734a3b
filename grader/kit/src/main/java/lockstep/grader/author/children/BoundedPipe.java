package lockstep.grader.author.children;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A pipe in memory that behaves like the one between two processes: it holds so many bytes, a writer waits while it is
 * full, and a reader waits while it is empty. Each side says whether an interrupt ends its waiting: it does for a child,
 * which is ended by it, and not for a parent.
 */
final class BoundedPipe {

    /** What a pipe holds on Linux. */
    static final int CAPACITY = 65_536;

    /** A line of so many bytes stands for one that is larger than the heap: few, for some take each by itself. */
    private static final int HUGE = 2_048;

    /** So much of it comes at a time. */
    private static final int PIECE = HUGE / 8;

    /** What of the library takes a whole line, or more, before it gives any of it to its caller. */
    private static final Set<String> COLLECTORS = Set.of(
            "java.io.BufferedReader.readLine",
            "java.io.InputStream.readAllBytes",
            "java.util.Scanner.nextLine",
            "java.util.Scanner.hasNextLine",
            "java.util.Scanner.next",
            "java.util.Scanner.hasNext");

    private final byte[] ring;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition readable = lock.newCondition();
    private final Condition writable = lock.newCondition();
    private int head;
    private int size;
    private boolean ended;
    private boolean closed;
    private boolean full;
    private int missing;

    /** Waits for a condition. */
    @FunctionalInterface
    private interface Wait {
        void on(Condition condition) throws InterruptedException;
    }

    /** @param capacity in bytes */
    BoundedPipe(int capacity) {
        this.ring = new byte[capacity];
    }

    // ---- the child's side

    /** Writes all bytes, waiting while nobody reads; drops them once the reader has closed. */
    void write(byte[] bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            write(bytes, 0, bytes.length, Condition::await);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes a line that is larger than the heap: how large that is, is nothing that a reader may count on. Who lets the
     * library collect the line runs out of memory, as if it were; who takes it piece by piece gets to its end.
     */
    void writeHugeLine() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            missing = HUGE;
            readable.signalAll();
            while (missing > 0 && !closed) {
                writable.await();
            }
        } finally {
            lock.unlock();
        }
        write(new byte[] {'\n'});
    }

    /** Reads one byte, waiting for it; returns -1 at the end. */
    int readByte() throws InterruptedException {
        byte[] one = new byte[1];
        lock.lockInterruptibly();
        try {
            return read(one, 0, 1, Condition::await) < 0 ? -1 : one[0] & 0xFF;
        } finally {
            lock.unlock();
        }
    }

    // ---- the parent's side

    /**
     * Writes all bytes, waiting, deaf to interrupts, while nobody reads.
     *
     * @throws IOException if the reader has closed
     */
    void writeOrFail(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            write(bytes, offset, length, Condition::awaitUninterruptibly);
            if (closed) {
                throw new IOException("Broken pipe");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("a wait that no interrupt ends was ended by one", e);
        } finally {
            lock.unlock();
        }
    }

    /** Reads what is there, at least one byte, waiting for it, deaf to interrupts; returns -1 at the end. */
    int readOrFail(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        lock.lock();
        try {
            int count = read(bytes, offset, length, Condition::awaitUninterruptibly);
            expectOpen();
            return count;
        } catch (InterruptedException e) {
            throw new IllegalStateException("a wait that no interrupt ends was ended by one", e);
        } finally {
            lock.unlock();
        }
    }

    /** Returns how much can be read without waiting. */
    int available() throws IOException {
        lock.lock();
        try {
            expectOpen();
            return size == 0 ? Math.min(missing, PIECE) : size;
        } finally {
            lock.unlock();
        }
    }

    private void expectOpen() throws IOException {
        if (closed) {
            throw new IOException("Stream closed");
        }
    }

    // ---- both sides

    private void write(byte[] bytes, int offset, int length, Wait wait) throws InterruptedException {
        try {
            for (int done = 0; done < length && !closed; ) {
                full = size == ring.length;
                if (full) {
                    wait.on(writable);
                } else {
                    int count = Math.min(length - done, ring.length - size);
                    put(bytes, offset + done, count);
                    done += count;
                    readable.signalAll();
                }
            }
        } finally {
            full = false;
        }
    }

    private void put(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            ring[(head + size + i) % ring.length] = bytes[offset + i];
        }
        size += length;
    }

    private int read(byte[] bytes, int offset, int length, Wait wait) throws InterruptedException {
        while (size == 0 && missing == 0 && !ended && !closed && length > 0) {
            wait.on(readable);
        }
        if (closed || length == 0) {
            return length == 0 ? 0 : -1;
        }
        writable.signalAll();
        if (size == 0) {
            return missing == 0 ? -1 : readOfHugeLine(bytes, offset, length);
        }
        int count = Math.min(length, size);
        for (int i = 0; i < count; i++) {
            bytes[offset + i] = ring[(head + i) % ring.length];
        }
        head = (head + count) % ring.length;
        size -= count;
        return count;
    }

    private int readOfHugeLine(byte[] bytes, int offset, int length) {
        if (missing <= HUGE / 2 && isCollectedByLibrary()) {
            throw new OutOfMemoryError("Java heap space");
        }
        int count = Math.min(length, Math.min(PIECE, missing));
        Arrays.fill(bytes, offset, offset + count, (byte) 'x');
        missing -= count;
        return count;
    }

    private static boolean isCollectedByLibrary() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(
                        frame -> COLLECTORS.contains(frame.getClassName() + "." + frame.getMethodName())));
    }

    /** Ends the writing side: what is in the pipe can still be read, then comes the end. */
    void end() {
        lock.lock();
        try {
            ended = true;
            readable.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the reading side; whoever reads now or later hears that the stream is closed, and nobody waits for room. */
    void close() {
        lock.lock();
        try {
            closed = true;
            readable.signalAll();
            writable.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the writer waits for someone to read. */
    boolean isClogged() {
        lock.lock();
        try {
            return full;
        } finally {
            lock.unlock();
        }
    }
}
