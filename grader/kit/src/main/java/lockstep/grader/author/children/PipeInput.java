package lockstep.grader.author.children;

import java.io.IOException;
import java.io.InputStream;

/** A child's output as its parent reads it. */
final class PipeInput extends InputStream {

    private final BoundedPipe pipe;
    private final Runnable noting;

    /** @param noting is run by whoever reads */
    PipeInput(BoundedPipe pipe, Runnable noting) {
        this.pipe = pipe;
        this.noting = noting;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        noting.run();
        return pipe.readOrFail(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
        return pipe.available();
    }

    @Override
    public void close() {
        pipe.close();
    }
}
