package lockstep.grader.catalog.processqueuesum;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.List;

/** A real child with a record of its arguments and of what its parent has read of its output. */
final class TimedChild {

    private final List<String> arguments;
    private final PrintedNumbers numbers = new PrintedNumbers();
    private final HandedChild handed;

    TimedChild(Process process, List<String> arguments) {
        this.arguments = List.copyOf(arguments);
        this.handed = new HandedChild(process, new FilterInputStream(process.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = super.read(into, offset, length);
                numbers.take(into, offset, count);
                return count;
            }
        });
    }

    /** Returns it as its parent sees it. */
    Process handed() {
        return handed;
    }

    List<String> arguments() {
        return arguments;
    }

    /** Returns the sum of the numbers that were read before the child said that these are all. */
    long printedSum() {
        return numbers.sum();
    }
}
