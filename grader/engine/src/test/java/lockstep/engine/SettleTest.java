package lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits is told from who ends, without a clock and in every order. */
class SettleTest {

    private static final Weaving WEAVING =
            new Weaving(name -> name.equals(Looker.class.getName()), name -> name.startsWith(Plays.class.getName()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whoCanEndHasEnded",
                "whoWaitsIsAlive",
                "noTimePasses",
                "whoSleepsWakesUpLater",
                "whoSpinsIsAlive",
                "whoLooksUnderALockIsAlive",
                "whoOnlyAsksWhoIsAliveGoesOn",
                "anInterruptEndsTheWaiting",
                "whoAloneCanGoOnDoes",
                "whereAThreadIsCanBeSeen",
                "whoIsStartedInherits"
            })
    void settling(String play) {
        try (Engine engine = new Engine(SettleTest.class.getClassLoader(), WEAVING, 1)) {
            SearchResult result = engine.search(
                    Scenario.of(Plays.class.getName(), play), new Budget(300, 100_000, Duration.ofMinutes(1), 30, 10));
            assertThat(result.failure()).isNull();
            assertThat(result.notControlled()).isNull();
        }
    }

    /** What is under test: it says to nobody that it waits. */
    static final class Looker {
        private boolean stopped;

        private synchronized boolean isStopped() {
            return stopped;
        }

        void look() {
            while (!isStopped()) {
                // It looks again.
            }
        }

        synchronized void stop() {
            stopped = true;
        }
    }

    /** What is played. */
    static final class Plays {

        private volatile boolean stop;

        private static void expect(boolean right) {
            if (!right) {
                throw new AssertionError();
            }
        }

        void whoCanEndHasEnded(Actors actors) {
            int[] done = new int[2];
            Thread one = actors.start(() -> done[0] = 1);
            actors.start(() -> done[1] = 1);
            actors.settle();
            expect(done[0] + done[1] == 2 && !one.isAlive() && actors.alive().isEmpty());
        }

        void whoIsStartedInherits(Actors actors) {
            InheritableThreadLocal<Integer> number = new InheritableThreadLocal<>();
            number.set(7);
            int[] seen = new int[1];
            actors.start(() -> seen[0] = number.get() == null ? 0 : number.get());
            actors.settle();
            expect(seen[0] == 7);
        }

        void whoOnlyAsksWhoIsAliveGoesOn(Actors actors) {
            CountDownLatch latch = new CountDownLatch(1);
            List<Thread> waiting = List.of(actors.start(() -> await(latch)), actors.start(() -> await(latch)));
            int[] done = new int[1];
            actors.start(() -> {
                for (int i = 1; i <= 4; i++) {
                    done[0] = waiting.stream().allMatch(Thread::isAlive) ? i : 0;
                }
            });
            actors.settle();
            expect(done[0] == 4);
            latch.countDown();
        }

        void whoWaitsIsAlive(Actors actors) throws InterruptedException {
            CountDownLatch latch = new CountDownLatch(1);
            Thread waiting = actors.start(() -> await(latch));
            actors.settle();
            expect(actors.alive().equals(List.of(waiting)));
            latch.countDown();
            actors.settle();
            expect(actors.alive().isEmpty());
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void noTimePasses(Actors actors) {
            Thread sleeping = actors.start(() -> sleep(1));
            long before = System.nanoTime();
            actors.settle();
            expect(actors.alive().equals(List.of(sleeping)) && System.nanoTime() - before < 100_000_000);
        }

        private static void sleep(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void whoSleepsWakesUpLater(Actors actors) throws InterruptedException {
            Thread sleeping = actors.start(() -> sleep(3_600_000));
            actors.settle();
            Thread.sleep(3_600_001);
            actors.settle();
            expect(!sleeping.isAlive());
        }

        void whoSpinsIsAlive(Actors actors) {
            Thread spinning = actors.start(() -> {
                while (!stop) {
                    Thread.onSpinWait();
                }
            });
            actors.settle();
            expect(spinning.isAlive());
            stop = true;
            actors.settle();
            expect(!spinning.isAlive());
        }

        void whoLooksUnderALockIsAlive(Actors actors) {
            Looker looker = new Looker();
            Thread looking = actors.start(looker::look);
            actors.settle();
            expect(looking.isAlive());
            looker.stop();
            actors.settle();
            expect(!looking.isAlive());
        }

        void anInterruptEndsTheWaiting(Actors actors) {
            CountDownLatch latch = new CountDownLatch(1);
            Thread waiting = actors.start(() -> await(latch));
            actors.settle();
            waiting.interrupt();
            actors.settle();
            expect(!waiting.isAlive());
        }

        /** A thread that spins a little before it waits on must not be taken for one that waits for others. */
        void whoAloneCanGoOnDoes(Actors actors) throws InterruptedException {
            CountDownLatch latch = new CountDownLatch(1);
            boolean[] late = new boolean[1];
            Thread waiting = actors.start(() -> late[0] = isLate(latch));
            waiting.join();
            expect(late[0]);
        }

        private static boolean isLate(CountDownLatch latch) {
            try {
                return !latch.await(2, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void whereAThreadIsCanBeSeen(Actors actors) {
            CountDownLatch latch = new CountDownLatch(1);
            Thread waiting = actors.start(() -> await(latch));
            actors.settle();
            expect(actors.stack(waiting).stream()
                    .anyMatch(frame -> frame.getMethodName().equals("await")));
            latch.countDown();
            actors.settle();
            expect(actors.stack(waiting).isEmpty());
        }
    }
}
