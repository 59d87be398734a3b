package lockstep.grader.catalog.processqueuesum;

import lockstep.grader.check.speedup.TimedChildren;
import lockstep.processqueuesum.ProcessQueueSum;

/** Adds up the numbers in a child's output, up to the line that says that these are all. Keeps one line at a time. */
final class PrintedNumbers implements TimedChildren.Listener {

    /** No number is longer; the rest of a longer line is left out. */
    private static final int MOST_CHARS = 64;

    private final StringBuilder line = new StringBuilder();
    private long sum;
    private boolean stopped;

    @Override
    public synchronized void take(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else if (line.length() < MOST_CHARS) {
                line.append((char) bytes[i]);
            }
        }
    }

    private void endLine() {
        String text = line.toString().strip();
        line.setLength(0);
        stopped |= text.equals(ProcessQueueSum.STOP);
        if (!stopped) {
            try {
                sum += Long.parseLong(text);
            } catch (NumberFormatException e) {
                // Whether all lines are as they should be is asked elsewhere.
            }
        }
    }

    /** Returns the sum of the numbers so far. */
    synchronized long sum() {
        return sum;
    }
}
