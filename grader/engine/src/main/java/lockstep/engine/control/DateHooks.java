package lockstep.engine.control;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;

/** What woven code calls where it asks for the date: it is told the virtual one, so that it agrees with its waits. */
@SuppressWarnings("unused") // called from woven code
public final class DateHooks {

    private DateHooks() {}

    public static Clock clock() {
        return clock(ZoneId.systemDefault());
    }

    public static Clock clock(ZoneId zone) {
        return new VirtualClock(zone);
    }

    public static Clock systemUTC(int site) {
        return clock(ZoneOffset.UTC);
    }

    public static Clock systemDefaultZone(int site) {
        return clock();
    }

    public static Clock system(ZoneId zone, int site) {
        return clock(zone);
    }

    public static long millis() {
        return ThreadHooks.currentTimeMillis(-1);
    }

    public static Calendar setToNow(Calendar made) {
        made.setTimeInMillis(millis());
        return made;
    }

    private static final class VirtualClock extends Clock {
        private final ZoneId zone;

        private VirtualClock(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new VirtualClock(other);
        }

        @Override
        public Instant instant() {
            return VirtualTime.instant(ThreadHooks.nanoTime(-1));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof VirtualClock clock && clock.zone.equals(zone);
        }

        @Override
        public int hashCode() {
            return zone.hashCode();
        }

        @Override
        public String toString() {
            return "SystemClock[" + zone + "]";
        }
    }
}
