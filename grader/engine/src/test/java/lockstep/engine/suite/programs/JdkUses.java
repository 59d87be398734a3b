package lockstep.engine.suite.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import lockstep.engine.Actors;
import lockstep.engine.suite.Bug;
import lockstep.engine.suite.Finding;
import lockstep.engine.suite.Twins;

/**
 * Mistakes in the use of java.util.concurrent, one for each of the kinds that Fray's own tests go through (Li et al., OOPSLA
 * 2025): parking, conditions, semaphores, phasers, exchangers, futures, pools, interrupts, time-outs, latches and locks.
 */
@SuppressWarnings({
    "NonAtomicVolatileUpdate",
    "NonAtomicOperationOnVolatileField",
    "LockNotBeforeTry",
    "DoubleCheckedLocking"
})
final class JdkUses {

    private JdkUses() {}

    /** Parks if it has not come, once: the permit may be that of an earlier unpark. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class ParkOnce implements Twins {
        private final AtomicBoolean ready = new AtomicBoolean();

        @Override
        public void play(Actors actors, boolean right) throws Exception {
            Thread waiter = Thread.currentThread();
            Thread other = new Thread(() -> {
                LockSupport.unpark(waiter);
                ready.set(true);
                LockSupport.unpark(waiter);
            });
            other.start();
            if (right) {
                while (!ready.get()) {
                    LockSupport.park();
                }
            } else if (!ready.get()) {
                LockSupport.park();
            }
            Expect.that(ready.get(), "not ready");
            other.join();
        }
    }

    /** A waiter registers itself after it has looked: the unpark finds nobody. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class LateRegistration implements Twins {
        private final AtomicReference<Thread> waiter = new AtomicReference<>();
        private final AtomicBoolean ready = new AtomicBoolean();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> await(right), () -> {
                ready.set(true);
                LockSupport.unpark(waiter.get());
            });
        }

        private void await(boolean right) {
            if (right) {
                waiter.set(Thread.currentThread());
            }
            while (!ready.get()) {
                waiter.set(Thread.currentThread());
                LockSupport.park();
            }
        }
    }

    /** One condition for two kinds of waiting, and signal. */
    @Bug(value = Finding.DEADLOCK, depth = 3)
    static final class OneCondition implements Twins {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition full = lock.newCondition();
        private final Condition empty = lock.newCondition();
        private int size;

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor put = () -> change(1, right ? full : empty, empty);
            Actors.Actor take = () -> change(-1, empty, right ? full : empty);
            actors.together(take, take, put, put);
        }

        private void change(int by, Condition mine, Condition theirs) throws InterruptedException {
            lock.lock();
            try {
                while (size + by < 0 || size + by > 1) {
                    mine.await();
                }
                size += by;
                theirs.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A signal before the await is lost: the flag is missing. */
    @Bug(value = Finding.DEADLOCK, depth = 1)
    static final class LostSignal implements Twins {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition condition = lock.newCondition();
        private boolean come;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        lock.lock();
                        try {
                            while (!right || !come) {
                                condition.await();
                                if (!right) {
                                    return;
                                }
                            }
                        } finally {
                            lock.unlock();
                        }
                    },
                    () -> {
                        lock.lock();
                        try {
                            come = true;
                            condition.signal();
                        } finally {
                            lock.unlock();
                        }
                    });
        }
    }

    /** Gives a permit back that it has never got. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class SurplusPermit implements Twins {
        private final Semaphore semaphore = new Semaphore(1);
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor user = () -> {
                boolean got = semaphore.tryAcquire();
                if (got) {
                    Expect.that(inside.incrementAndGet() == 1, "two are inside");
                    inside.decrementAndGet();
                }
                if (got || !right) {
                    semaphore.release();
                }
            };
            actors.together(user, user, user);
        }
    }

    /** Two threads take two permits each, one by one, of three. */
    @Bug(value = Finding.DEADLOCK, depth = 3)
    static final class PermitsOneByOne implements Twins {
        private final Semaphore semaphore = new Semaphore(3);

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor user = () -> {
                if (right) {
                    semaphore.acquire(2);
                } else {
                    semaphore.acquire();
                    semaphore.acquire();
                }
                semaphore.release(2);
            };
            actors.together(user, user, user);
        }
    }

    /** A party arrives in a phaser before the other one has registered. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class LateParty implements Twins {
        private final Phaser phaser = new Phaser(1);
        private final AtomicInteger done = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) throws Exception {
            if (right) {
                phaser.register();
            }
            Thread worker = new Thread(() -> {
                if (!right) {
                    phaser.register();
                }
                done.incrementAndGet();
                phaser.arriveAndDeregister();
            });
            worker.start();
            phaser.arriveAndAwaitAdvance();
            Expect.that(done.get() == 1, "not done");
            worker.join();
        }
    }

    /** Three threads exchange by twos. */
    @Bug(value = Finding.DEADLOCK, depth = 0)
    static final class OddExchange implements Twins {
        private final Exchanger<Integer> exchanger = new Exchanger<>();

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, right ? 4 : 3, i -> () -> {
                int got = exchanger.exchange(i);
                Expect.that(got != i, "its own");
            });
        }
    }

    /** A task waits for another one of its pool of one thread. */
    @Bug(value = Finding.DEADLOCK, depth = 0)
    static final class PoolOfOne implements Twins {
        @Override
        public void play(Actors actors, boolean right) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(right ? 2 : 1);
            Future<Integer> outer = pool.submit(() -> pool.submit(() -> 1).get() + 1);
            Expect.that(outer.get() == 2, "wrong");
            pool.shutdown();
        }
    }

    /** Two tasks that wait for each other's tasks, in a pool of two threads. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class PoolOfTwo implements Twins {
        @Override
        public void play(Actors actors, boolean right) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(right ? 3 : 2);
            Future<Integer> a = pool.submit(() -> pool.submit(() -> 1).get() + 1);
            Future<Integer> b = pool.submit(() -> pool.submit(() -> 1).get() + 1);
            Expect.that(a.get() + b.get() == 4, "wrong");
            pool.shutdown();
        }
    }

    /** Swallows an interrupt between two waits. */
    @Bug(value = Finding.DEADLOCK, depth = 1)
    static final class SwallowedInterrupt implements Twins {
        @Override
        public void play(Actors actors, boolean right) throws Exception {
            CountDownLatch never = new CountDownLatch(1);
            Thread worker = new Thread(() -> {
                for (int i = 0; i < 2; i++) {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        if (right) {
                            Thread.currentThread().interrupt();
                        }
                    }
                }
            });
            worker.start();
            worker.interrupt();
            worker.join();
        }
    }

    /** Does not look at whether the time was up. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class IgnoredTimeOut implements Twins {
        private final AtomicInteger done = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) throws Exception {
            CountDownLatch latch = new CountDownLatch(1);
            Thread worker = new Thread(() -> {
                done.incrementAndGet();
                latch.countDown();
            });
            worker.start();
            boolean come = latch.await(500, TimeUnit.MILLISECONDS);
            Expect.that(right && !come || done.get() == 1, "not done");
            worker.join();
        }
    }

    /** Who is notified just before its time is up looks at the clock first: nobody else learns of the place. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class ClockBeforePlace implements Twins {
        private int free;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        if (entersWithin(500, right)) {
                            leave();
                        }
                    },
                    () -> {
                        enter();
                        leave();
                    },
                    this::leave);
        }

        private synchronized boolean entersWithin(long millis, boolean right) throws InterruptedException {
            long end = System.currentTimeMillis() + millis;
            while (!(right && free > 0)) {
                long rest = end - System.currentTimeMillis();
                if (rest <= 0) {
                    return false;
                }
                if (free > 0) {
                    break;
                }
                wait(rest);
            }
            free--;
            return true;
        }

        private synchronized void enter() throws InterruptedException {
            while (free == 0) {
                wait();
            }
            free--;
        }

        private synchronized void leave() {
            free++;
            notify();
        }
    }

    /** Sleeps in slices until a deadline, and takes for done what it has not waited for. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class SleepsInSlices implements Twins {
        private final AtomicInteger done = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(done::incrementAndGet, () -> {
                long end = System.nanoTime() + 800_000_000;
                while (done.get() == 0 && (right || System.nanoTime() < end)) {
                    Thread.sleep(20);
                }
                Expect.that(done.get() == 1, "not done");
            });
        }
    }

    /** Asks a queue a dozen times, and takes it for empty. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class AsksADozenTimes implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
            actors.together(() -> queue.put(1), () -> {
                Integer taken = null;
                for (int i = 0; taken == null && (right || i < 12); i++) {
                    taken = queue.poll(50, TimeUnit.MILLISECONDS);
                }
                Expect.that(taken != null, "nothing there");
            });
        }
    }

    /** Spins until a deadline, and takes for done what it has not waited for. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class SpinsUntilDeadline implements Twins {
        private final AtomicInteger done = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(done::incrementAndGet, () -> {
                long end = System.currentTimeMillis() + 50;
                while (done.get() == 0 && (right || System.currentTimeMillis() < end)) {
                    Thread.onSpinWait();
                }
                Expect.that(done.get() == 1, "not done");
            });
        }
    }

    /** A latch for one thread more than there are: one of them counts down on one path only. */
    @Bug(value = Finding.DEADLOCK, depth = 1)
    static final class LatchOnOnePath implements Twins {
        private final CountDownLatch latch = new CountDownLatch(2);
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor worker = () -> {
                int before = count.get();
                count.incrementAndGet();
                if (right || before < 1 || count.get() < 3) {
                    latch.countDown();
                }
            };
            actors.together(latch::await, worker, worker, () -> count.incrementAndGet());
        }
    }

    /** Two readers want to become the writer and keep their read locks. */
    @Bug(value = Finding.DEADLOCK, depth = 0)
    static final class Upgrade implements Twins {
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        private int value;

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor user = () -> {
                lock.readLock().lock();
                int seen = value;
                if (right) {
                    lock.readLock().unlock();
                }
                lock.writeLock().lock();
                value = Math.max(value, seen) + 1;
                lock.writeLock().unlock();
                if (!right) {
                    lock.readLock().unlock();
                }
            };
            actors.together(user, user);
        }
    }

    /** Writes below a read lock. */
    @Bug(value = Finding.DATA_RACE, depth = 0)
    static final class WriteBelowReadLock implements Twins {
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        private int value;

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor user = () -> {
                (right ? lock.writeLock() : lock.readLock()).lock();
                value++;
                (right ? lock.writeLock() : lock.readLock()).unlock();
            };
            actors.together(user, user);
            Expect.that(value == 2, "it is " + value);
        }
    }

    /** Reads optimistically and does not validate. */
    @Bug(value = Finding.DATA_RACE, depth = 0)
    static final class NeverValidated implements Twins {
        private final StampedLock lock = new StampedLock();
        private int x;
        private int y;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        long stamp = lock.writeLock();
                        x++;
                        y++;
                        lock.unlockWrite(stamp);
                    },
                    () -> {
                        long stamp = lock.tryOptimisticRead();
                        int seenX = x;
                        int seenY = y;
                        if (right && !lock.validate(stamp)) {
                            stamp = lock.readLock();
                            seenX = x;
                            seenY = y;
                            lock.unlockRead(stamp);
                        }
                        Expect.that(seenX == seenY, seenX + " and " + seenY);
                    });
        }
    }

    /** Adds to a volatile number. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2, small = true)
    static final class VolatileCounter implements Twins {
        private volatile int number;

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor adder = () -> {
                if (right) {
                    synchronized (this) {
                        number++;
                    }
                } else {
                    number++;
                }
            };
            actors.together(adder, adder);
            Expect.that(number == 2, "it is " + number);
        }
    }

    /** Gets and sets an atomic. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2, small = true)
    static final class GetAndSet implements Twins {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor adder = () -> {
                int seen = number.get();
                while (right && !number.compareAndSet(seen, seen + 1)) {
                    seen = number.get();
                }
                if (!right) {
                    number.set(seen + 1);
                }
            };
            actors.together(adder, adder, adder);
            Expect.that(number.get() == 3, "it is " + number);
        }
    }

    /** One scratch buffer for all threads in place of one for each. */
    @Bug(value = Finding.DATA_RACE, depth = 0)
    static final class SharedScratch implements Twins {
        private final int[] shared = new int[1];
        private final ThreadLocal<int[]> own = ThreadLocal.withInitial(() -> new int[1]);

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 2, i -> () -> {
                int[] scratch = right ? own.get() : shared;
                scratch[0] = i;
                Expect.that(scratch[0] == i, "somebody else's");
            });
        }
    }

    /** Joins a thread that needs the lock which the joiner holds. */
    @Bug(value = Finding.DEADLOCK, depth = 1)
    static final class JoinBelowLock implements Twins {
        private int count;

        @Override
        public void play(Actors actors, boolean right) throws Exception {
            Thread worker = new Thread(() -> {
                synchronized (this) {
                    count++;
                }
            });
            worker.start();
            synchronized (this) {
                if (!right) {
                    worker.join();
                }
            }
            worker.join();
            Expect.that(count == 1, "it is " + count);
        }
    }

    /** Asks a concurrent map and puts. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class CheckThenPut implements Twins {
        private final Map<String, Integer> counts = new ConcurrentHashMap<>();

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor adder = () -> {
                if (right) {
                    counts.merge("a", 1, Integer::sum);
                } else {
                    counts.put("a", counts.getOrDefault("a", 0) + 1);
                }
            };
            actors.together(adder, adder, adder);
            Expect.that(counts.get("a") == 3, "it is " + counts);
        }
    }

    /** Adds to a copy-on-write list what it does not contain. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class AddIfAbsent implements Twins {
        private final CopyOnWriteArrayList<Integer> list = new CopyOnWriteArrayList<>();

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor adder = () -> {
                if (right) {
                    list.addIfAbsent(1);
                } else if (!list.contains(1)) {
                    list.add(1);
                }
            };
            actors.together(adder, adder);
            Expect.that(list.size() == 1, "it is " + list);
        }
    }

    /** Takes from a blocking queue that was not empty when it was asked. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class AskThenTake implements Twins {
        private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>(List.of(1, 2, 3));

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor taker = () -> {
                for (int i = 0; i < 2; i++) {
                    if (right) {
                        queue.poll();
                    } else if (!queue.isEmpty()) {
                        queue.take();
                    }
                }
            };
            actors.together(taker, taker);
        }
    }

    /** Peeks at a queue and polls: another thread may have had it. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class PeekThenPoll implements Twins {
        private final ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>(List.of(1, 2));
        private final AtomicInteger sum = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor taker = () -> {
                Integer first = right ? queue.poll() : queue.peek();
                if (first != null) {
                    sum.addAndGet(first);
                    if (!right) {
                        queue.poll();
                    }
                }
            };
            actors.together(taker, taker);
            Expect.that(sum.get() == 3, "the sum is " + sum);
        }
    }

    /** A barrier whose action publishes what one thread writes after the barrier. */
    @Bug(value = Finding.DATA_RACE, depth = 0)
    static final class AfterTheBarrier implements Twins {
        private int value;

        @Override
        public void play(Actors actors, boolean right) {
            CyclicBarrier barrier = new CyclicBarrier(2);
            actors.together(
                    () -> {
                        if (right) {
                            value = 1;
                        }
                        barrier.await();
                        if (!right) {
                            value = 1;
                        }
                    },
                    () -> {
                        barrier.await();
                        Expect.that(value < 2, "it is " + value);
                    });
        }
    }

    /** A stack of recycled nodes: the head is the same again, and its next is not. After Treiber (1986), the ABA problem. */
    @Bug(value = Finding.WRONG_RESULT, depth = 4)
    static final class RecycledStack implements Twins {
        private static final class Node {
            private volatile Node next;
        }

        private final AtomicStampedReference<Node> head = new AtomicStampedReference<>(null, 0);
        private final AtomicInteger held = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            for (int i = 0; i < 3; i++) {
                push(new Node(), right);
            }
            actors.together(
                    () -> {
                        if (pop(right) != null) {
                            held.incrementAndGet();
                        }
                    },
                    () -> {
                        Node first = pop(right);
                        Node second = pop(right);
                        held.addAndGet(second == null ? 0 : 1);
                        if (first != null) {
                            push(first, right);
                        }
                    });
            int left = 0;
            while (left < 5 && pop(right) != null) {
                left++;
            }
            Expect.that(left + held.get() == 3, left + " and " + held);
        }

        private void push(Node node, boolean right) {
            int[] stamp = new int[1];
            Node first;
            do {
                first = head.get(stamp);
                node.next = first;
            } while (!head.compareAndSet(first, node, stamp[0], right ? stamp[0] + 1 : 0));
        }

        private Node pop(boolean right) {
            int[] stamp = new int[1];
            Node first;
            do {
                first = head.get(stamp);
                if (first == null) {
                    return null;
                }
            } while (!head.compareAndSet(first, first.next, stamp[0], right ? stamp[0] + 1 : 0));
            return first;
        }
    }

    /** Double-checked locking of a field that is not volatile. */
    @Bug(value = Finding.DATA_RACE, depth = 0)
    static final class DoubleChecked implements Twins {
        private int[] plain;
        private volatile int[] safe;

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor user = () -> Expect.that((right ? safe() : plain())[0] == 1, "not initialised");
            actors.together(user, user);
        }

        private int[] plain() {
            if (plain == null) {
                synchronized (this) {
                    if (plain == null) {
                        plain = new int[] {1};
                    }
                }
            }
            return plain;
        }

        private int[] safe() {
            if (safe == null) {
                synchronized (this) {
                    if (safe == null) {
                        safe = new int[] {1};
                    }
                }
            }
            return safe;
        }
    }

    /** Takes a cancelled task for one that has not run. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class CancelledTask implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            AtomicInteger runs = new AtomicInteger();
            FutureTask<Integer> task = new FutureTask<>(runs::incrementAndGet);
            boolean[] cancelled = new boolean[1];
            actors.together(task::run, () -> cancelled[0] = task.cancel(false));
            Expect.that(cancelled[0] ? right || runs.get() == 0 : runs.get() == 1, "it has run");
        }
    }

    /** Offers to a synchronous queue at which nobody waits yet. */
    @Bug(value = Finding.DEADLOCK, depth = 1)
    static final class OfferToNobody implements Twins {
        private final SynchronousQueue<Integer> queue = new SynchronousQueue<>();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        if (right) {
                            queue.put(1);
                        } else {
                            queue.offer(1);
                        }
                    },
                    () -> Expect.that(queue.take() == 1, "something else"));
        }
    }

    /** Gives up, and tells nobody, when the second lock is taken; the correct one tries again. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class TryBoth implements Twins {
        private final ReentrantLock a = new ReentrantLock();
        private final ReentrantLock b = new ReentrantLock();
        private final AtomicInteger done = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            // In opposite orders, who tries again and again may do so for ever, in step with the other.
            actors.together(() -> both(a, b, right), () -> both(right ? a : b, right ? b : a, right));
            Expect.that(done.get() == 2, "one has given up");
        }

        private void both(ReentrantLock first, ReentrantLock second, boolean right) {
            for (boolean got = false; !got; ) {
                first.lock();
                try {
                    got = second.tryLock();
                    if (got) {
                        done.incrementAndGet();
                        second.unlock();
                    }
                } finally {
                    first.unlock();
                }
                if (!right) {
                    return;
                }
                Thread.yield();
            }
        }
    }

    /** Sleeps for as long as the other one should take. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class SleepForJoin implements Twins {
        @Override
        public void play(Actors actors, boolean right) throws Exception {
            List<Integer> list = new ArrayList<>();
            Thread worker = new Thread(() -> {
                synchronized (list) {
                    list.add(1);
                }
            });
            worker.start();
            if (right) {
                worker.join();
            } else {
                Thread.sleep(1_000);
            }
            synchronized (list) {
                Expect.that(list.size() == 1, "it has not come");
            }
            worker.join();
        }
    }

    /** Unlocks only if nothing is thrown. */
    @Bug(value = Finding.DEADLOCK, depth = 0)
    static final class KeptLock implements Twins {
        private final ReentrantLock lock = new ReentrantLock();
        private int entries;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> enter(right), () -> enter(right));
        }

        private void enter(boolean right) {
            lock.lock();
            try {
                entries++;
                if (entries == 1) {
                    throw new IllegalStateException("the first");
                }
                lock.unlock();
            } catch (IllegalStateException e) {
                if (right) {
                    lock.unlock();
                }
            }
        }
    }

    /** Puts more into a bounded queue than is taken when the consumer has stopped early. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class StoppedConsumer implements Twins {
        private final BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
        private final AtomicBoolean stop = new AtomicBoolean();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        while (!stop.get()) {
                            if (right) {
                                queue.offer(1);
                                Thread.yield();
                            } else {
                                queue.put(1);
                            }
                        }
                    },
                    () -> {
                        queue.take();
                        queue.take();
                        stop.set(true);
                    });
        }
    }

    /** Asks twice whether a thread lives, and takes it for the same both times. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class AsksTwice implements Twins {
        @Override
        public void play(Actors actors, boolean right) throws Exception {
            Thread worker = new Thread(() -> {});
            worker.start();
            boolean lives = worker.isAlive();
            Expect.that(right || !lives || worker.isAlive(), "it has ended between");
            worker.join();
        }
    }

    /** Looks at its interrupt flag too early to see it. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class LooksTooEarly implements Twins {
        private final AtomicBoolean seen = new AtomicBoolean();

        @Override
        public void play(Actors actors, boolean right) throws Exception {
            Thread worker = new Thread(() -> {
                do {
                    seen.set(Thread.interrupted());
                } while (right && !seen.get());
            });
            worker.start();
            worker.interrupt();
            worker.join();
            Expect.that(seen.get(), "not seen");
        }
    }

    /** Counts threads until one of two has ended. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1)
    static final class CountsThreads implements Twins {
        private final AtomicInteger done = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            int before = Thread.activeCount();
            new Thread(done::incrementAndGet).start();
            new Thread(done::incrementAndGet).start();
            while (Thread.activeCount() > before + (right ? 0 : 1)) {
                Thread.yield();
            }
            Expect.that(done.get() == 2, "one is still at work");
        }
    }
}
