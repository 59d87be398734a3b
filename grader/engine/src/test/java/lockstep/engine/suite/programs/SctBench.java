package lockstep.engine.suite.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import lockstep.engine.Actors;
import lockstep.engine.suite.Bug;
import lockstep.engine.suite.Finding;
import lockstep.engine.suite.Twins;

/**
 * Bugs of the kinds that SCTBench collects (Thomson, Donaldson and Betts, PPoPP 2014 and TOPC 2016), most of them first
 * used in the concurrency category of SV-COMP, by CHESS or by Inspect.
 */
@SuppressWarnings({
    "NonAtomicVolatileUpdate",
    "NonAtomicOperationOnVolatileField",
    "NotifyNotInLoop",
    "SynchronizeOnNonFinalField"
})
final class SctBench {

    private SctBench() {}

    /** Reads the balance in one locked section and writes it in the next. After account. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2, small = true)
    static final class Account implements Twins {
        private int balance = 10;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> add(5, right), () -> add(-3, right));
            Expect.that(balance == 12, "the balance is " + balance);
        }

        private void add(int amount, boolean right) {
            if (right) {
                synchronized (this) {
                    balance += amount;
                }
                return;
            }
            int read;
            synchronized (this) {
                read = balance;
            }
            synchronized (this) {
                balance = read + amount;
            }
        }
    }

    /** The third thread assumes that it comes before one of the other two. After lazy01. */
    @Bug(value = Finding.WRONG_RESULT, depth = 1, small = true)
    static final class Lazy implements Twins {
        private int number;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> check(right), () -> add(1), () -> add(2));
        }

        private synchronized void add(int amount) {
            number += amount;
        }

        private synchronized void check(boolean right) {
            Expect.that(number < (right ? 4 : 3), "it is " + number);
        }
    }

    /** Two locks in opposite orders. After deadlock01. */
    @Bug(value = Finding.DEADLOCK, depth = 2, small = true)
    static final class OppositeOrders implements Twins {
        private int count;

        @Override
        public void play(Actors actors, boolean right) {
            Object a = new Object();
            Object b = new Object();
            actors.together(() -> both(a, b), () -> both(right ? a : b, right ? b : a));
            Expect.that(count == 2, "it is " + count);
        }

        private void both(Object first, Object second) {
            synchronized (first) {
                synchronized (second) {
                    count++;
                }
            }
        }
    }

    /** Two variables are set one after the other, and read as if at once; most of the threads set. After reorder. */
    private abstract static class Reorder implements Twins {
        private final int setters;
        private volatile int a;
        private volatile int b;

        Reorder(int setters) {
            this.setters = setters;
        }

        @Override
        public void play(Actors actors, boolean right) throws InterruptedException {
            Expect.together(actors, 1, i -> () -> check(right), setters(right));
        }

        int setters() {
            return setters;
        }

        private Actors.Actor[] setters(boolean right) {
            Actors.Actor[] made = new Actors.Actor[setters];
            java.util.Arrays.fill(made, (Actors.Actor) () -> set(right));
            return made;
        }

        void set(boolean right) {
            if (right) {
                synchronized (this) {
                    a = 1;
                    b = -1;
                }
            } else {
                a = 1;
                b = -1;
            }
        }

        void check(boolean right) {
            int seenA;
            int seenB;
            if (right) {
                synchronized (this) {
                    seenA = a;
                    seenB = b;
                }
            } else {
                seenA = a;
                seenB = b;
            }
            Expect.that(seenA + seenB == 0, seenA + " and " + seenB);
        }
    }

    /** Three threads. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2, small = true)
    static final class Reorder3 extends Reorder {
        Reorder3() {
            super(2);
        }
    }

    /** Five threads. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Reorder5 extends Reorder {
        Reorder5() {
            super(4);
        }
    }

    /** Twenty threads. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Reorder20 extends Reorder {
        Reorder20() {
            super(19);
        }
    }

    /** A hundred threads that the program starts itself, of which all but the last do the same. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Reorder100 extends Reorder {
        private AssertionError seen;

        Reorder100() {
            super(99);
        }

        @Override
        public void play(Actors actors, boolean right) throws InterruptedException {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < setters(); i++) {
                Thread setter = new Thread(() -> set(right));
                setter.start();
                threads.add(setter);
            }
            Thread checker = new Thread(() -> note(right));
            checker.start();
            threads.add(checker);
            for (Thread thread : threads) {
                thread.join();
            }
            if (seen != null) {
                throw seen;
            }
        }

        private void note(boolean right) {
            try {
                check(right);
            } catch (AssertionError wrong) {
                seen = wrong;
            }
        }
    }

    /** What is done in two stages, under a lock each, is seen between them. After twostage. */
    private abstract static class TwoStages implements Twins {
        private final int threads;
        private final Object lock = new Object();
        private int first;
        private int second;

        TwoStages(int threads) {
            this.threads = threads;
        }

        @Override
        public void play(Actors actors, boolean right) {
            Object other = right ? lock : new Object();
            Expect.together(actors, threads - 1, i -> () -> read(other), () -> write(right, other));
        }

        private void write(boolean right, Object other) {
            if (right) {
                synchronized (lock) {
                    first = 1;
                    second = first + 1;
                }
                return;
            }
            synchronized (lock) {
                first = 1;
            }
            synchronized (other) {
                second = first + 1;
            }
        }

        private void read(Object other) {
            int seen;
            synchronized (lock) {
                seen = first;
            }
            if (seen == 0) {
                return;
            }
            synchronized (other) {
                Expect.that(second == seen + 1, "the second stage is missing");
            }
        }
    }

    /** Two threads. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2, small = true)
    static final class TwoStages2 extends TwoStages {
        TwoStages2() {
            super(2);
        }
    }

    /** Twenty threads. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class TwoStages20 extends TwoStages {
        TwoStages20() {
            super(20);
        }
    }

    /** A hundred threads. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class TwoStages100 extends TwoStages {
        TwoStages100() {
            super(100);
        }
    }

    /** One thread takes another lock than the rest, and is surprised. After wronglock. */
    private abstract static class WrongLock implements Twins {
        private final int threads;
        private final Object lock = new Object();
        private volatile int number;

        WrongLock(int threads) {
            this.threads = threads;
        }

        @Override
        public void play(Actors actors, boolean right) {
            Object mine = right ? lock : new Object();
            Expect.together(actors, threads - 1, i -> () -> add(lock), () -> add(mine));
        }

        private void add(Object with) {
            synchronized (with) {
                int before = number;
                number = before + 1;
                Expect.that(number == before + 1, "somebody else was here");
            }
        }
    }

    /** Two threads. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2, small = true)
    static final class WrongLock2 extends WrongLock {
        WrongLock2() {
            super(2);
        }
    }

    /** Eight threads. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class WrongLock8 extends WrongLock {
        WrongLock8() {
            super(8);
        }
    }

    /** Whether there is something to pop is asked before the lock is taken. After stack. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Stack implements Twins {
        private final int[] values = new int[4];
        private final AtomicInteger top = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> push(3), () -> pop(right), () -> pop(right), () -> pop(right), () -> pop(right));
        }

        private void push(int count) {
            for (int i = 0; i < count; i++) {
                synchronized (this) {
                    values[top.getAndIncrement()] = i;
                }
            }
        }

        private void pop(boolean right) {
            if (top.get() > 0) {
                synchronized (this) {
                    if (!right || top.get() > 0) {
                        values[top.decrementAndGet()] = 0;
                    }
                }
            }
        }
    }

    /** A queue whose two ends have a lock each, and a counter that belongs to both. After queue. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Queue implements Twins {
        private final AtomicIntegerArray values = new AtomicIntegerArray(8);
        private final Object head = new Object();
        private final Object tail = new Object();
        private volatile int size;
        private int first;
        private int next;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> put(right ? head : tail), () -> take(head));
            Expect.that(size == next - first, size + " in place of " + (next - first));
        }

        private void put(Object lock) {
            for (int i = 1; i <= 5; i++) {
                synchronized (lock) {
                    values.set(next++, i);
                    size++;
                }
            }
        }

        private void take(Object lock) {
            for (int i = 0; i < 5; i++) {
                synchronized (lock) {
                    if (size > 0) {
                        values.set(first++, 0);
                        size--;
                    }
                }
            }
        }
    }

    /** Each of four takes its neighbour's number, and one more; all read before anybody writes. After token_ring. */
    @Bug(value = Finding.WRONG_RESULT, depth = 4)
    static final class TokenRing implements Twins {
        private final AtomicIntegerArray values = new AtomicIntegerArray(4);

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 4, i -> () -> pass(i));
            int sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += values.get(i);
            }
            Expect.that(sum > (right ? 3 : 4), "the sum is " + sum);
        }

        private void pass(int i) {
            values.set(i, values.get((i + 3) % 4) + 1);
        }
    }

    /** The first to come takes a semaphore for all of its kind; the two kinds take two in opposite orders. After carter01. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class Carter implements Twins {
        private final Semaphore m = new Semaphore(1);
        private final Semaphore l = new Semaphore(1);
        private int a;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> first(right), this::second, () -> {
                m.acquire();
                m.release();
            });
        }

        private void first(boolean right) throws InterruptedException {
            if (right) {
                l.acquire();
            }
            m.acquire();
            if (++a == 1 && !right) {
                l.acquire();
            }
            m.release();
            m.acquire();
            if (--a == 0) {
                l.release();
            }
            m.release();
        }

        private void second() throws InterruptedException {
            l.acquire();
            m.acquire();
            a = Math.max(a, 0);
            m.release();
            l.release();
        }
    }

    /** A sender asks once whether there is room, and another one takes it. After circular_buffer. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class CircularBuffer implements Twins {
        private final int[] values = new int[2];
        private int sent;
        private int received;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> send(right), () -> send(right), () -> {
                for (int i = 0; i < 4; i++) {
                    receive();
                }
            });
        }

        private void send(boolean right) throws InterruptedException {
            for (int i = 0; i < 2; i++) {
                synchronized (this) {
                    if (right) {
                        while (sent - received == values.length) {
                            wait();
                        }
                    } else if (sent - received == values.length) {
                        wait();
                    }
                    Expect.that(sent - received < values.length, "no room");
                    values[sent++ % values.length] = i;
                    notifyAll();
                }
            }
        }

        private synchronized int receive() throws InterruptedException {
            while (sent == received) {
                wait();
            }
            notifyAll();
            return values[received++ % values.length];
        }
    }

    /** Each takes the left fork first. After din_phil. */
    private abstract static class Philosophers implements Twins {
        private final Object[] forks;
        private final int[] meals;

        Philosophers(int count) {
            this.forks = new Object[count];
            this.meals = new int[count];
            for (int i = 0; i < count; i++) {
                forks[i] = new Object();
            }
        }

        @Override
        public void play(Actors actors, boolean right) {
            int count = forks.length;
            Expect.together(actors, count, i -> () -> {
                boolean leftHanded = right && i == count - 1;
                synchronized (forks[leftHanded ? 0 : i]) {
                    synchronized (forks[leftHanded ? i : (i + 1) % count]) {
                        meals[i]++;
                    }
                }
            });
        }
    }

    /** Three of them. */
    @Bug(value = Finding.DEADLOCK, depth = 3)
    static final class Philosophers3 extends Philosophers {
        Philosophers3() {
            super(3);
        }
    }

    /** Five of them. */
    @Bug(value = Finding.DEADLOCK, depth = 5)
    static final class Philosophers5 extends Philosophers {
        Philosophers5() {
            super(5);
        }
    }

    /** Seven of them. */
    @Bug(value = Finding.DEADLOCK, depth = 7)
    static final class Philosophers7 extends Philosophers {
        Philosophers7() {
            super(7);
        }
    }

    /** Ten of them. */
    @Bug(value = Finding.DEADLOCK, depth = 10)
    static final class Philosophers10 extends Philosophers {
        Philosophers10() {
            super(10);
        }
    }

    /** One condition for both kinds of waiting, and only one thread is woken. After sync02 and arithmetic_prog. */
    @Bug(value = Finding.DEADLOCK, depth = 3)
    static final class OneSignal implements Twins {
        private int number;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> give(right), () -> give(right), () -> take(right), () -> take(right));
        }

        private synchronized void give(boolean right) throws InterruptedException {
            while (number > 0) {
                wait();
            }
            number++;
            wake(right);
        }

        private synchronized void take(boolean right) throws InterruptedException {
            while (number == 0) {
                wait();
            }
            number--;
            wake(right);
        }

        private void wake(boolean right) {
            if (right) {
                notifyAll();
            } else {
                notify();
            }
        }
    }

    /** Which block is free is looked up without its lock. After fsbench, the file system of Flanagan and Freund. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class FileSystem implements Twins {
        private static final int BLOCKS = 5;
        private final Object[] locks = new Object[BLOCKS];
        private final AtomicIntegerArray busy = new AtomicIntegerArray(BLOCKS);
        private final AtomicIntegerArray owners = new AtomicIntegerArray(BLOCKS);

        @Override
        public void play(Actors actors, boolean right) {
            for (int i = 0; i < BLOCKS; i++) {
                locks[i] = new Object();
            }
            Expect.together(actors, 4, i -> () -> allocate(i, right));
            for (int i = 0; i < BLOCKS; i++) {
                Expect.that(owners.get(i) <= 1, "a block is given twice");
            }
        }

        private void allocate(int inode, boolean right) {
            for (int i = 0; i < BLOCKS; i++) {
                int block = (inode / 2 * 2 + i) % BLOCKS;
                if (!right && busy.get(block) != 0) {
                    continue;
                }
                synchronized (locks[block]) {
                    if (!right || busy.get(block) == 0) {
                        busy.set(block, 1);
                        owners.incrementAndGet(block);
                        return;
                    }
                }
            }
        }
    }

    /** A request asks whether the driver stops before it counts itself in. After bluetooth (Qadeer and Wu, PLDI 2004). */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class BluetoothDriver implements Twins {
        private final AtomicInteger pending = new AtomicInteger(1);
        private final AtomicBoolean stopping = new AtomicBoolean();
        private final AtomicBoolean stopped = new AtomicBoolean();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(this::stop, () -> request(right), () -> request(right));
        }

        private void stop() {
            stopping.set(true);
            leave();
        }

        private void leave() {
            if (pending.decrementAndGet() == 0) {
                stopped.set(true);
            }
        }

        private void request(boolean right) {
            if (!right && stopping.get()) {
                return;
            }
            pending.incrementAndGet();
            if (!right || !stopping.get()) {
                Expect.that(!stopped.get(), "it works after it has stopped");
            }
            leave();
        }
    }

    /** The owner of a work-stealing queue takes its last task without asking for it. After WSQ of CHESS (Chase and Lev, 2005). */
    @Bug(value = Finding.WRONG_RESULT, depth = 3)
    static final class WorkStealingQueue implements Twins {
        private final AtomicInteger top = new AtomicInteger();
        private final AtomicInteger bottom = new AtomicInteger();
        private final AtomicIntegerArray taken = new AtomicIntegerArray(4);

        @Override
        public void play(Actors actors, boolean right) {
            bottom.set(3);
            actors.together(
                    () -> {
                        for (int i = 0; i < 3; i++) {
                            take(right);
                        }
                    },
                    this::steal,
                    this::steal);
            for (int i = 0; i < 4; i++) {
                Expect.that(taken.get(i) <= 1, "a task is done twice");
            }
        }

        private void take(boolean right) {
            int last = bottom.get() - 1;
            bottom.set(last);
            int first = top.get();
            if (first > last) {
                bottom.set(first);
                return;
            }
            if (first == last) {
                bottom.set(last + 1);
                if (right && !top.compareAndSet(first, first + 1)) {
                    return;
                }
                if (!right) {
                    top.set(first + 1);
                }
            }
            taken.incrementAndGet(last);
        }

        private void steal() {
            int first = top.get();
            if (first < bottom.get() && top.compareAndSet(first, first + 1)) {
                taken.incrementAndGet(first);
            }
        }
    }

    /** Two threads add to each other's number; only one order in many thousands gives the largest sum. After fib_bench. */
    private abstract static class Fibonacci implements Twins {
        private final int turns;
        private final int largest;
        private volatile int i = 1;
        private volatile int j = 1;

        Fibonacci(int turns, int largest) {
            this.turns = turns;
            this.largest = largest;
        }

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        for (int k = 0; k < turns; k++) {
                            i += j;
                        }
                    },
                    () -> {
                        for (int k = 0; k < turns; k++) {
                            j += i;
                        }
                    });
            int sum = Math.max(i, j);
            Expect.that(sum < largest + (right ? 1 : 0), "it is " + sum);
        }
    }

    /** Two turns each: 3 preemptions. */
    @Bug(value = Finding.WRONG_RESULT, depth = 4, small = true)
    static final class Fibonacci2 extends Fibonacci {
        Fibonacci2() {
            super(2, 8);
        }
    }

    /** Three turns each: 5 preemptions. */
    @Bug(value = Finding.WRONG_RESULT, depth = 6)
    static final class Fibonacci3 extends Fibonacci {
        Fibonacci3() {
            super(3, 21);
        }
    }

    /** Four turns each: 7 preemptions. */
    @Bug(value = Finding.WRONG_RESULT, depth = 8, rare = true)
    static final class Fibonacci4 extends Fibonacci {
        Fibonacci4() {
            super(4, 55);
        }
    }

    /** Five turns each: 9 preemptions. */
    @Bug(value = Finding.WRONG_RESULT, depth = 10, rare = true)
    static final class Fibonacci5 extends Fibonacci {
        Fibonacci5() {
            super(5, 144);
        }
    }

    /** Each thread sets its number to one more than the other's, as often as it goes. After triangular. */
    @Bug(value = Finding.WRONG_RESULT, depth = 6)
    static final class Triangular implements Twins {
        private volatile int i = 3;
        private volatile int j = 6;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        for (int k = 0; k < 3; k++) {
                            i = j + 1;
                        }
                    },
                    () -> {
                        for (int k = 0; k < 3; k++) {
                            j = i + 1;
                        }
                    });
            Expect.that(Math.max(i, j) < (right ? 13 : 12), i + " and " + j);
        }
    }

    /** The buffer is freed while it is in use: a flag and a reference go together. After ctrace. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2, small = true)
    static final class FreedBuffer implements Twins {
        private final AtomicBoolean isOpen = new AtomicBoolean(true);
        private volatile int[] buffer = new int[1];

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> use(right), () -> close(right));
        }

        private void use(boolean right) {
            if (right) {
                synchronized (this) {
                    useOpen();
                }
            } else {
                useOpen();
            }
        }

        private void useOpen() {
            if (isOpen.get()) {
                Expect.that(buffer.length == 1, "no buffer");
            }
        }

        private void close(boolean right) {
            if (right) {
                synchronized (this) {
                    closeOpen();
                }
            } else {
                closeOpen();
            }
        }

        private void closeOpen() {
            isOpen.set(false);
            buffer = new int[0];
        }
    }

    /** Late threads find the queue gone that the main thread has deleted. After pbzip2 (Yu and Narayanasamy, ISCA 2009). */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class DeletedQueue implements Twins {
        private volatile Object mutex = new Object();
        private int consumed;
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public void play(Actors actors, boolean right) throws Exception {
            Thread[] consumers = new Thread[3];
            AtomicInteger failed = new AtomicInteger();
            for (int i = 0; i < 3; i++) {
                consumers[i] = new Thread(() -> {
                    try {
                        consume();
                    } catch (NullPointerException e) {
                        failed.incrementAndGet();
                    }
                });
                consumers[i].start();
            }
            done.set(true);
            for (int i = 0; i < (right ? 3 : 2); i++) {
                consumers[i].join();
            }
            mutex = null;
            consumers[2].join();
            Expect.that(failed.get() == 0, "the queue is gone after " + consumed);
        }

        private void consume() {
            for (int i = 0; i < 4 && !done.get(); i++) {
                synchronized (Objects.requireNonNull(mutex)) {
                    consumed++;
                }
            }
        }
    }

    /** A reader that counts itself out last frees the writers' lock too early. After the reader-writer lock of SV-COMP. */
    @Bug(value = Finding.WRONG_RESULT, depth = 4)
    static final class ReaderWriterLock implements Twins {
        private final AtomicInteger state = new AtomicInteger();
        private volatile int x;
        private volatile int y;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(this::write, this::write, () -> read(right), () -> read(right));
        }

        private void write() {
            while (!state.compareAndSet(0, -1)) {
                Thread.onSpinWait();
            }
            int before = x;
            x = before + 1;
            y = before + 1;
            state.set(0);
        }

        private void read(boolean right) {
            while (true) {
                int now = state.get();
                if (now >= 0 && (right ? state.compareAndSet(now, now + 1) : plainly(now))) {
                    break;
                }
                Thread.onSpinWait();
            }
            Expect.that(x == y, x + " and " + y);
            state.getAndDecrement();
        }

        private boolean plainly(int now) {
            state.set(now + 1);
            return true;
        }
    }

    /** Two threads sort the two halves of a part that overlaps by one. After qsort_mt. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class OverlappingParts implements Twins {
        private final AtomicIntegerArray values = new AtomicIntegerArray(new int[] {4, 3, 2, 1});

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> sort(0, right ? 1 : 2), () -> sort(2, 3));
            int sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += values.get(i);
            }
            Expect.that(sum == 10, "it is " + values);
        }

        private void sort(int from, int to) {
            for (int i = from; i < to; i++) {
                int left = values.get(i);
                int right = values.get(i + 1);
                if (left > right) {
                    values.set(i, right);
                    values.set(i + 1, left);
                }
            }
        }
    }

    /** Threads write at an index that each draws without the lock. After sigma. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Sigma implements Twins {
        private final AtomicIntegerArray values = new AtomicIntegerArray(6);
        private final AtomicInteger index = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 6, i -> () -> {
                if (right) {
                    values.set(index.getAndIncrement(), 1);
                } else {
                    values.set(index.get(), 1);
                    index.incrementAndGet();
                }
            });
            int sum = 0;
            for (int i = 0; i < 6; i++) {
                sum += values.get(i);
            }
            Expect.that(sum == 6, "it is " + sum);
        }
    }

    /** A lock-free stack of array indices that puts a node back while another still holds it. After SafeStack (Vyukov, 2010). */
    @Bug(value = Finding.WRONG_RESULT, depth = 6, rare = true)
    static final class SafeStack implements Twins {
        private final AtomicInteger head = new AtomicInteger();
        private final AtomicInteger count = new AtomicInteger(3);
        private final AtomicIntegerArray next = new AtomicIntegerArray(new int[] {1, 2, -1});
        private final AtomicIntegerArray users = new AtomicIntegerArray(3);

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 3, i -> () -> {
                for (int k = 0; k < 2; k++) {
                    use(right);
                }
            });
        }

        private void use(boolean right) {
            int popped = right ? lockedPop() : pop();
            if (popped < 0) {
                return;
            }
            Expect.that(users.incrementAndGet(popped) == 1, "two threads hold one node");
            users.decrementAndGet(popped);
            if (right) {
                synchronized (this) {
                    push(popped);
                }
            } else {
                push(popped);
            }
        }

        private synchronized int lockedPop() {
            return pop();
        }

        private int pop() {
            while (count.get() > 1) {
                int first = head.get();
                int second = next.getAndSet(first, -1);
                if (second >= 0) {
                    if (head.compareAndSet(first, second)) {
                        count.decrementAndGet();
                        return first;
                    }
                    next.compareAndSet(first, -1, second);
                }
            }
            return -1;
        }

        private void push(int node) {
            int first = head.get();
            do {
                next.set(node, first);
                first = head.get();
            } while (next.get(node) != first || !head.compareAndSet(first, node));
            count.incrementAndGet();
        }
    }

    /** One step of a long thread must fall between two of another one. After the needle in a haystack of Thomson's study. */
    private abstract static class Needle implements Twins {
        private final AtomicInteger count = new AtomicInteger();
        private final int length;

        Needle(int length) {
            this.length = length;
        }

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        for (int i = 0; i < length; i++) {
                            count.incrementAndGet();
                        }
                    },
                    () -> {
                        int first = count.get();
                        int second = right ? first : count.get();
                        Expect.that(first != 37 || second == 37, "it was at 37");
                    });
        }
    }

    /** Sixty steps. */
    @Bug(value = Finding.WRONG_RESULT, depth = 3)
    static final class Needle60 extends Needle {
        Needle60() {
            super(60);
        }
    }

    /** A hundred and twenty steps. */
    @Bug(value = Finding.WRONG_RESULT, depth = 3)
    static final class Needle120 extends Needle {
        Needle120() {
            super(120);
        }
    }

    /** Two short threads must both fall between the same two late steps of a long one, while others make noise. After PCT. */
    private abstract static class Window implements Twins {
        private final AtomicInteger steps = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicInteger noise = new AtomicInteger();
        private final int noisy;

        Window(int noisy) {
            this.noisy = noisy;
        }

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor late = () -> {
                for (int i = 0; i < 20; i++) {
                    steps.incrementAndGet();
                    done.get();
                }
                int before = done.get();
                int after = right ? before : done.get();
                Expect.that(after - before < 2, "both at once");
            };
            Actors.Actor step = () -> {
                steps.get();
                done.incrementAndGet();
            };
            Expect.together(
                    actors,
                    noisy,
                    i -> () -> {
                        for (int k = 0; k < 10; k++) {
                            noise.incrementAndGet();
                        }
                    },
                    late,
                    step,
                    step);
        }
    }

    /** No noise. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class QuietWindow extends Window {
        QuietWindow() {
            super(0);
        }
    }

    /** Five threads of noise. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class NoisyWindow extends Window {
        NoisyWindow() {
            super(5);
        }
    }

    /** One thread sees five values, one after the other, that another one sets: six preemptions. */
    @Bug(value = Finding.WRONG_RESULT, depth = 6)
    static final class EachValue implements Twins {
        private final AtomicInteger value = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        for (int i = 1; i <= 5; i++) {
                            value.set(i);
                        }
                    },
                    () -> {
                        int seen = 0;
                        for (int i = 1; i <= (right ? 6 : 5); i++) {
                            seen += value.get() == i ? 1 : 0;
                        }
                        Expect.that(seen < (right ? 6 : 5), "each was seen");
                    });
        }
    }

    /** Five threads of one step each, and one order of the 120 that is wrong. */
    @Bug(value = Finding.WRONG_RESULT, depth = 4)
    static final class Backwards implements Twins {
        private final AtomicInteger digits = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 5, i -> () -> digits.updateAndGet(before -> before * 10 + i + 1));
            Expect.that(digits.get() != (right ? 54320 : 54321), "backwards");
        }
    }
}
