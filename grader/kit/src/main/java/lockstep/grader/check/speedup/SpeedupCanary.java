package lockstep.grader.check.speedup;

import java.time.Duration;
import java.util.Optional;

/** Known code that the clockless engine must tell apart before it may judge a submission: serial and parallel threads. */
final class SpeedupCanary {

    private SpeedupCanary() {}

    /** Returns what went wrong, if anything did. */
    static Optional<String> fault() throws InterruptedException {
        Gathering serial = new Gathering(2, Duration.ofMillis(30));
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(serial::visit, "canary");
            thread.start();
            thread.join();
        }
        if (serial.shape() != Gathering.Shape.ONE_AFTER_THE_OTHER) {
            return Optional.of("two threads, one started after the other had ended, were seen as " + serial.shape());
        }
        Gathering parallel = new Gathering(2, Duration.ofSeconds(20));
        Thread one = new Thread(parallel::visit, "canary");
        Thread other = new Thread(parallel::visit, "canary");
        one.start();
        other.start();
        one.join();
        other.join();
        return parallel.shape() == Gathering.Shape.TOGETHER
                ? Optional.empty()
                : Optional.of("two threads that ran at the same time were seen as " + parallel.shape());
    }
}
