package lockstep.grader.worker.child;

import java.io.IOException;
import java.io.OutputStream;
import lockstep.grader.worker.protocol.Frames;
import lockstep.grader.worker.protocol.Message;
import lockstep.grader.worker.protocol.RecordCodec;

/** The way to the parent. Safe for use from several threads. */
final class Channel {

    private final OutputStream out;
    private final long nonce;

    Channel(OutputStream out, long nonce) {
        this.out = out;
        this.nonce = nonce;
    }

    /** Sends; without a parent to hear it the worker has no reason to live. */
    void send(Message message) {
        byte[] content = RecordCodec.encode(Message.class, message);
        synchronized (this) {
            try {
                Frames.write(out, nonce, content);
            } catch (IOException e) {
                Household.endJvm(1);
            }
        }
    }
}
