package lockstep.grader.worker;

import java.nio.charset.StandardCharsets;

/** The last bytes of a stream. Safe for use from several threads. */
final class Tail {

    private final byte[] bytes;
    private long total;

    Tail(int capacity) {
        bytes = new byte[capacity];
    }

    synchronized void add(byte[] more, int count) {
        for (int i = 0; i < count; i++) {
            bytes[(int) (total++ % bytes.length)] = more[i];
        }
    }

    synchronized String text() {
        int length = (int) Math.min(total, bytes.length);
        byte[] ordered = new byte[length];
        for (int i = 0; i < length; i++) {
            ordered[i] = bytes[(int) ((total - length + i) % bytes.length)];
        }
        return new String(ordered, StandardCharsets.UTF_8);
    }
}
