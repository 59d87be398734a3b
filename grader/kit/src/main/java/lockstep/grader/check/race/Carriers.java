package lockstep.grader.check.race;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import lockstep.grader.probe.Boundary;
import org.jspecify.annotations.Nullable;

/** Threads that carry actors, started ahead of time and used again: starting a thread takes longer than most races. */
final class Carriers {

    private static final int STARTED_AHEAD = 4;

    private final List<Carrier> carriers = new ArrayList<>();

    /** Starts the threads that most scenarios need, so that who counts threads around a round sees no new ones. */
    Carriers() {
        ensure(STARTED_AHEAD);
    }

    /** Gives each task to a thread of its own. */
    List<Thread> start(List<Runnable> tasks) {
        ensure(tasks.size());
        for (int i = 0; i < tasks.size(); i++) {
            carriers.get(i).give(tasks.get(i));
        }
        return carriers.subList(0, tasks.size()).stream()
                .map(carrier -> carrier.thread)
                .toList();
    }

    /** Returns the threads that carry no actor now. */
    List<Thread> idle() {
        return carriers.stream()
                .filter(Carrier::isIdle)
                .map(carrier -> carrier.thread)
                .toList();
    }

    /** Ends those that carry nothing and interrupts the others, which end if their actors let them. */
    void retire() {
        carriers.forEach(Carrier::retire);
        carriers.clear();
    }

    private void ensure(int count) {
        while (carriers.size() < count) {
            Carrier carrier = new Carrier();
            carriers.add(carrier);
            carrier.thread.start();
        }
    }

    private static final class Carrier implements Runnable {

        private final Thread thread = Boundary.thread(this);
        private volatile @Nullable Runnable task;
        private volatile boolean busy;
        private volatile boolean retired;

        boolean isIdle() {
            return !busy && task == null;
        }

        void give(Runnable work) {
            task = work;
            LockSupport.unpark(thread);
        }

        void retire() {
            retired = true;
            thread.interrupt();
        }

        @Override
        public void run() {
            while (!retired) {
                Runnable work = task;
                // A submission may have left the interrupt flag set; it is neither the next actor's nor lets park.
                boolean unused = Thread.interrupted();
                if (work == null) {
                    LockSupport.park(this);
                } else {
                    busy = true;
                    // Before the work: once that is done the next task may come at any time.
                    task = null;
                    work.run();
                    busy = false;
                }
            }
        }
    }
}
