package lockstep.grader.author.children;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A child's input as its parent writes it: what is written stays in a buffer until that is full, flushed or closed, as with
 * a real process. Threads that write, flush or close take turns, even while one of them waits for room in the pipe.
 */
final class PipeOutput extends OutputStream {

    static final int BUFFER = 8_192;

    private final BoundedPipe pipe;
    private final ReentrantLock turn = new ReentrantLock();
    private final byte[] buffer = new byte[BUFFER];
    private int count;
    private boolean closed;

    PipeOutput(BoundedPipe pipe) {
        this.pipe = pipe;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        turn.lock();
        try {
            if (length > BUFFER - count) {
                empty();
            }
            if (length >= BUFFER) {
                send(bytes, offset, length);
            } else {
                System.arraycopy(bytes, offset, buffer, count, length);
                count += length;
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        turn.lock();
        try {
            empty();
        } finally {
            turn.unlock();
        }
    }

    private void empty() throws IOException {
        if (count > 0) {
            send(buffer, 0, count);
            count = 0;
        }
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("Stream Closed");
        }
        pipe.writeOrFail(bytes, offset, length);
    }

    /** Flushes and ends the child's input. */
    @Override
    public void close() throws IOException {
        turn.lock();
        try {
            if (!closed) {
                try {
                    empty();
                } finally {
                    closed = true;
                    pipe.end();
                }
            }
        } finally {
            turn.unlock();
        }
    }
}
