package lockstep.lockedcounter;

import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Much beside the counting: a logger, texts, dates, a format for each thread, and settings that are made when used. */
public final class LockedCounter {

    private static final Logger LOG = Logger.getLogger("counter");
    private static final ThreadLocal<SimpleDateFormat> FORMAT =
            ThreadLocal.withInitial(() -> new SimpleDateFormat("HH:mm"));

    private static final class Settings {
        private static final Settings ONE = new Settings();
        private final Map<String, Long> steps = new HashMap<>();
        private long step;

        private Settings() {
            steps.put("up", 1L);
            steps.put("down", -1L);
            step = 1;
        }

        long step(String name) {
            return step * steps.get(name);
        }
    }

    private enum Way {
        UP,
        DOWN
    }

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    private void log(String what) {
        StringBuilder text = new StringBuilder();
        text.append(what).append(' ').append(Thread.currentThread().getName());
        text.append(FORMAT.get().format(new Date()));
        if (LOG.isLoggable(Level.FINEST)) {
            LOG.finest(text.toString());
        }
        int unused = new Random().nextInt();
    }

    private synchronized void change(Way way) {
        value += switch (way) {
            case UP -> Settings.ONE.step("up");
            case DOWN -> Settings.ONE.step("down");
        };
    }

    public void increment() {
        log("increment");
        change(Way.UP);
    }

    public void decrement() {
        log("decrement");
        change(Way.DOWN);
    }

    public synchronized long get() {
        return value;
    }

    public synchronized boolean incrementIfBelow(long limit) {
        if (value >= limit) {
            return false;
        }
        change(Way.UP);
        return true;
    }

    public synchronized long update(LongUnaryOperator operation) {
        value = operation.applyAsLong(value);
        return value;
    }
}
