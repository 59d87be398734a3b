package lockstep.grader.worker.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/** Bytes in packets on a pipe: nonce, length, content. A packet with another nonce, or a huge one, is garbage. */
public final class Frames {

    private static final int MAX_LENGTH = 8 << 20;

    private Frames() {}

    /** Writes one packet; not for use by several threads at a time. */
    public static void write(OutputStream to, long nonce, byte[] content) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        byte[] head = new byte[12];
        for (int i = 0; i < 8; i++) {
            head[i] = (byte) (nonce >>> (56 - 8 * i));
        }
        for (int i = 0; i < 4; i++) {
            head[8 + i] = (byte) (content.length >>> (24 - 8 * i));
        }
        byte[] packet = new byte[head.length + content.length];
        System.arraycopy(head, 0, packet, 0, head.length);
        System.arraycopy(content, 0, packet, head.length, content.length);
        out.write(packet);
        out.flush();
    }

    /**
     * Reads one packet.
     *
     * @return null at the end of the stream
     * @throws IOException if something else than a packet with this nonce comes
     */
    public static byte @Nullable [] read(InputStream from, long nonce) throws IOException {
        DataInputStream in = new DataInputStream(from);
        int first = in.read();
        if (first < 0) {
            return null;
        }
        byte[] head = new byte[12];
        head[0] = (byte) first;
        try {
            in.readFully(head, 1, 11);
            long found = number(head, 0, 8);
            long length = number(head, 8, 4);
            if (found != nonce || length > MAX_LENGTH) {
                throw new StreamCorruptedException("foreign bytes on the worker's channel");
            }
            byte[] content = new byte[(int) length];
            in.readFully(content);
            return content;
        } catch (EOFException e) {
            throw new StreamCorruptedException("the worker's channel ended within a packet");
        }
    }

    private static long number(byte[] bytes, int from, int length) {
        long number = 0;
        for (int i = from; i < from + length; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }
}
