package lockstep.engine.suite.programs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import lockstep.engine.Actors;
import lockstep.engine.suite.Bug;
import lockstep.engine.suite.Finding;
import lockstep.engine.suite.Twins;
import org.jspecify.annotations.Nullable;

/**
 * Bugs of the kinds that the Java suites collect: ConTest's (Eytani, Havelund, Stoller and Ur, 2007), those of Java
 * PathFinder, and those by which JMCR was measured (Huang, PLDI 2015).
 */
@SuppressWarnings({"NonAtomicVolatileUpdate", "NonAtomicOperationOnVolatileField", "NotifyNotInLoop"}) // the mistakes
final class JavaExamples {

    private JavaExamples() {}

    /** Sells a ticket when there seems to be one left. After airline. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Airline implements Twins {
        private final AtomicInteger left = new AtomicInteger(2);

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 4, i -> () -> {
                if (right) {
                    left.getAndUpdate(seats -> seats > 0 ? seats - 1 : 0);
                } else if (left.get() > 0) {
                    left.decrementAndGet();
                }
            });
            Expect.that(left.get() >= 0, "more are sold than there are");
        }
    }

    /** Transfers between accounts, of which each is locked on its own. After account. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Transfer implements Twins {
        private final Object bank = new Object();
        private final int[] accounts = {100, 100, 100};

        @Override
        public void play(Actors actors, boolean right) {
            Object auditor = right ? bank : new Object();
            actors.together(() -> move(0, 1), () -> move(1, 2), () -> {
                synchronized (auditor) {
                    int sum = 0;
                    for (int i = 0; i < 3; i++) {
                        synchronized (accounts) {
                            sum += accounts[i];
                        }
                    }
                    Expect.that(sum == 300, "the sum is " + sum);
                }
            });
        }

        private void move(int from, int to) {
            synchronized (bank) {
                synchronized (accounts) {
                    accounts[from] -= 10;
                }
                synchronized (accounts) {
                    accounts[to] += 10;
                }
            }
        }
    }

    /** A total is read account by account until it is the same twice; the correct one takes all locks first. */
    @Bug(value = Finding.WRONG_RESULT, depth = 7)
    static final class TotalTwice implements Twins {
        private final Object[] locks = {new Object(), new Object()};
        private final int[] balances = {5, 5};

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        move(0, 1);
                        move(1, 0);
                        move(0, 1);
                    },
                    () -> Expect.that((right ? atOnce() : oneByOne()) == 10, "another total than 10"));
        }

        private void move(int from, int to) {
            synchronized (locks[0]) {
                synchronized (locks[1]) {
                    balances[from] -= 3;
                    balances[to] += 3;
                }
            }
        }

        private int balance(int account) {
            synchronized (locks[account]) {
                return balances[account];
            }
        }

        private int oneByOne() {
            int sum = balance(0) + balance(1);
            int again = balance(0) + balance(1);
            return sum == again ? sum : 10;
        }

        private int atOnce() {
            synchronized (locks[0]) {
                synchronized (locks[1]) {
                    return balances[0] + balances[1];
                }
            }
        }
    }

    /** Somebody who goes round is looked for room by room and found in none; the correct one looks at all at once. */
    @Bug(value = Finding.WRONG_RESULT, depth = 6)
    static final class NowhereToBeSeen implements Twins {
        private final Object[] locks = {new Object(), new Object(), new Object()};
        private int place;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        moveTo(1);
                        moveTo(2);
                        moveTo(0);
                        moveTo(1);
                    },
                    () -> Expect.that(
                            right ? isSomewhereAtOnce() : isAt(2) || isAt(1) || isAt(0) || isAt(2),
                            "nowhere to be seen"));
        }

        private void moveTo(int next) {
            synchronized (locks[0]) {
                synchronized (locks[1]) {
                    synchronized (locks[2]) {
                        place = next;
                    }
                }
            }
        }

        private boolean isAt(int asked) {
            synchronized (locks[asked]) {
                return place == asked;
            }
        }

        private boolean isSomewhereAtOnce() {
            synchronized (locks[0]) {
                return place >= 0 && place <= 2;
            }
        }
    }

    /** A thread for each pair of neighbours; two of them share a value. After bubblesort. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class BubbleSort implements Twins {
        private final AtomicIntegerArray values = new AtomicIntegerArray(new int[] {3, 2, 1});

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 3, i -> () -> {
                synchronized (right ? values : new Object()) {
                    swap(i % 2);
                }
            });
            int sum = values.get(0) + values.get(1) + values.get(2);
            Expect.that(sum == 6, "it is " + values);
        }

        private void swap(int i) {
            int left = values.get(i);
            int right = values.get(i + 1);
            if (left > right) {
                values.set(i, right);
                values.set(i + 1, left);
            }
        }
    }

    /** A consumer asks once whether there is something. After the bounded buffer with if. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class BufferWithIf implements Twins {
        private final Deque<Integer> items = new ArrayDeque<>();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> take(right), () -> take(right), this::put, this::put);
        }

        private synchronized void put() {
            items.add(1);
            notifyAll();
        }

        private synchronized void take(boolean right) throws InterruptedException {
            while (items.isEmpty()) {
                wait();
                if (!right) {
                    break;
                }
            }
            items.remove();
        }
    }

    /** A buffer of one place wakes one thread of either kind. After boundedbuffer. */
    @Bug(value = Finding.DEADLOCK, depth = 4)
    static final class BufferWithNotify implements Twins {
        private int size;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> change(1, right),
                    () -> change(1, right),
                    () -> change(1, right),
                    () -> change(-1, right),
                    () -> change(-1, right),
                    () -> change(-1, right));
        }

        private synchronized void change(int by, boolean right) throws InterruptedException {
            while (size + by < 0 || size + by > 1) {
                wait();
            }
            size += by;
            if (right) {
                notifyAll();
            } else {
                notify();
            }
        }
    }

    /** The writer of a buffer is counted before it has written. After bufwriter. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class BufferWriter implements Twins {
        private final AtomicIntegerArray buffer = new AtomicIntegerArray(4);
        private final AtomicInteger written = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        for (int i = 0; i < 4; i++) {
                            if (right) {
                                buffer.set(i, 1);
                                written.incrementAndGet();
                            } else {
                                written.incrementAndGet();
                                buffer.set(i, 1);
                            }
                        }
                    },
                    () -> {
                        int seen = written.get();
                        for (int i = 0; i < seen; i++) {
                            Expect.that(buffer.get(i) == 1, "not written");
                        }
                    });
        }
    }

    /** Whose turn it is is asked, and forgotten. After critical. */
    @Bug(value = Finding.WRONG_RESULT, depth = 3)
    static final class Critical implements Twins {
        private final AtomicInteger turn = new AtomicInteger(-1);
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 2, i -> () -> {
                while (right ? !turn.compareAndSet(-1, i) : turn.get() == 1 - i) {
                    Thread.onSpinWait();
                }
                turn.set(i);
                Expect.that(inside.incrementAndGet() == 1, "two are inside");
                inside.decrementAndGet();
                turn.set(-1);
            });
        }
    }

    /** Two locks, taken in opposite orders by code that is far apart. After deadlock. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class FarApart implements Twins {
        private final Object files = new Object();
        private final Object index = new Object();
        private int entries;
        private int lookups;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        for (int i = 0; i < 20; i++) {
                            synchronized (index) {
                                entries++;
                            }
                        }
                        synchronized (files) {
                            synchronized (index) {
                                entries++;
                            }
                        }
                    },
                    () -> {
                        for (int i = 0; i < 20; i++) {
                            synchronized (files) {
                                lookups++;
                            }
                        }
                        synchronized (right ? files : index) {
                            synchronized (right ? index : files) {
                                entries++;
                            }
                        }
                    });
            Expect.that(entries == 22 && lookups == 20, entries + " and " + lookups);
        }
    }

    /** Players draw from what they think that the others have not. After lottery. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Lottery implements Twins {
        private final AtomicIntegerArray drawn = new AtomicIntegerArray(3);
        private final AtomicIntegerArray players = new AtomicIntegerArray(3);

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 3, i -> () -> draw(right));
            for (int i = 0; i < 3; i++) {
                Expect.that(players.get(i) == 1, "number " + i + " is drawn " + players.get(i) + " times");
            }
        }

        private void draw(boolean right) {
            for (int number = 0; number < 3; number++) {
                if (right) {
                    if (drawn.compareAndSet(number, 0, 1)) {
                        players.incrementAndGet(number);
                        return;
                    }
                } else if (drawn.get(number) == 0) {
                    drawn.set(number, 1);
                    players.incrementAndGet(number);
                    return;
                }
            }
        }
    }

    /** A manager counts what its helpers have released, while they release it. After manager. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class ReleasedMemory implements Twins {
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicInteger released = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor helper = () -> {
                for (int i = 0; i < 5; i++) {
                    if (right) {
                        requests.incrementAndGet();
                        released.incrementAndGet();
                    } else {
                        released.incrementAndGet();
                        requests.incrementAndGet();
                    }
                }
            };
            actors.together(helper, helper, () -> {
                int seen = released.get();
                Expect.that(requests.get() >= seen, "more are released than requested");
            });
        }
    }

    /** Who counts the threads in the air does so by a read and a write. After mergesort. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class MergeSort implements Twins {
        private final AtomicInteger available = new AtomicInteger(3);
        private final AtomicInteger sorted = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) throws Exception {
            sort(4, right);
            Expect.that(sorted.get() == 4, "it is " + sorted);
            Expect.that(available.get() == 3, "there are " + available + " threads left");
        }

        private void sort(int size, boolean right) throws InterruptedException {
            if (size == 1) {
                sorted.incrementAndGet();
                return;
            }
            change(-1, right);
            Thread left = new Thread(() -> {
                try {
                    sort(size / 2, right);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            left.start();
            sort(size / 2, right);
            left.join();
            change(1, right);
        }

        private void change(int by, boolean right) {
            if (right) {
                available.addAndGet(by);
            } else {
                available.set(available.get() + by);
            }
        }
    }

    /** A player takes the ball and another one finds none. After pingpong. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class PingPong implements Twins {
        private volatile String ball = "ball";

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 3, i -> () -> {
                if (right) {
                    String mine = ball;
                    if (mine != null) {
                        ball = null;
                        Expect.that(mine.length() == 4, mine);
                        ball = mine;
                    }
                } else if (ball != null) {
                    String mine = ball;
                    ball = null;
                    Expect.that(mine.length() == 4, mine);
                    ball = mine;
                }
            });
        }
    }

    /** The last item may come after the end was seen. After producerConsumer. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class LastItem implements Twins {
        private final Deque<Integer> items = new ArrayDeque<>();
        private volatile boolean done;
        private int taken;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        for (int i = 0; i < 3; i++) {
                            synchronized (items) {
                                items.add(i);
                            }
                        }
                        done = true;
                    },
                    () -> {
                        while (true) {
                            boolean ended = right && done;
                            if (takeOne()) {
                                continue;
                            }
                            if (right ? ended : done) {
                                return;
                            }
                            Thread.onSpinWait();
                        }
                    });
            Expect.that(taken == 3, taken + " are taken");
        }

        private boolean takeOne() {
            synchronized (items) {
                if (items.poll() == null) {
                    return false;
                }
                taken++;
                return true;
            }
        }
    }

    /** Stages hand on by a flag that one of them clears too early. After pipeline. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Pipeline implements Twins {
        private final AtomicInteger slot = new AtomicInteger();
        private volatile int value;
        private int sum;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        for (int i = 1; i <= 3; i++) {
                            await(0);
                            value = i;
                            slot.set(1);
                        }
                    },
                    () -> {
                        for (int i = 1; i <= 3; i++) {
                            await(1);
                            if (right) {
                                sum += value;
                                slot.set(0);
                            } else {
                                slot.set(0);
                                sum += value;
                            }
                        }
                    });
            Expect.that(sum == 6, "the sum is " + sum);
        }

        private void await(int state) {
            while (slot.get() != state) {
                Thread.onSpinWait();
            }
        }
    }

    /** Workers end when the pool is empty, though one of them may still add to it. After replicated workers. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class ReplicatedWorkers implements Twins {
        private final Deque<Integer> pool = new ArrayDeque<>(List.of(2));
        private int working;
        private boolean shut;

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor worker = () -> work(right);
            actors.together(worker, worker);
        }

        private void work(boolean right) throws InterruptedException {
            while (true) {
                int size;
                synchronized (this) {
                    while (pool.isEmpty() && right && working > 0) {
                        wait();
                    }
                    if (pool.isEmpty()) {
                        shut = true;
                        notifyAll();
                        return;
                    }
                    size = pool.remove();
                    working++;
                }
                synchronized (this) {
                    Expect.that(!shut, "shut while there is work");
                    if (size > 0) {
                        pool.add(size - 1);
                        pool.add(0);
                    }
                    working--;
                    notifyAll();
                }
            }
        }
    }

    /** A shop sells the last item twice: whether there is one is asked in another locked section. After shop. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Shop implements Twins {
        private int items;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> add(), () -> buy(right), () -> buy(right));
        }

        private synchronized void add() {
            items++;
        }

        private synchronized boolean isEmpty() {
            return items == 0;
        }

        private void buy(boolean right) {
            if (right) {
                synchronized (this) {
                    if (!isEmpty()) {
                        take();
                    }
                }
            } else if (!isEmpty()) {
                take();
            }
        }

        private synchronized void take() {
            items--;
            Expect.that(items >= 0, "it sells what it has not");
        }
    }

    /** The clock rings between the sleeper's look at it and the sleep. After alarmclock. */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class AlarmClock implements Twins {
        private int now;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> sleep(right), () -> {
                for (int i = 0; i < 4; i++) {
                    tick();
                }
            });
        }

        private synchronized boolean isEarly() {
            return now < 2;
        }

        private synchronized void tick() {
            now++;
            notifyAll();
        }

        private void sleep(boolean right) throws InterruptedException {
            if (isEarly()) {
                synchronized (this) {
                    while (right && isEarly()) {
                        wait();
                    }
                    if (!right) {
                        wait();
                    }
                }
            }
        }
    }

    /** A free block is searched in one locked section and marked in the next. After allocationVector. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class AllocationVector implements Twins {
        private final boolean[] used = new boolean[4];

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor user = () -> {
                for (int i = 0; i < 2; i++) {
                    if (right) {
                        synchronized (this) {
                            mark(free());
                        }
                    } else {
                        mark(free());
                    }
                }
            };
            actors.together(user, user);
        }

        private synchronized int free() {
            for (int i = 0; i < used.length; i++) {
                if (!used[i]) {
                    return i;
                }
            }
            throw new AssertionError("all are used");
        }

        private synchronized void mark(int block) {
            Expect.that(!used[block], "given twice");
            used[block] = true;
        }
    }

    /** Two threads append to a list that they have walked without its lock. After linkedlist. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class HomeMadeList implements Twins {
        private static final class Node {
            private volatile Node next;
        }

        private final Node first = new Node();

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor adder = () -> {
                for (int i = 0; i < 2; i++) {
                    synchronized (right ? this : new Object()) {
                        Node last = first;
                        while (last.next != null) {
                            last = last.next;
                        }
                        last.next = new Node();
                    }
                }
            };
            actors.together(adder, adder);
            int count = 0;
            for (Node node = first.next; node != null; node = node.next) {
                count++;
            }
            Expect.that(count == 4, count + " are in the list");
        }
    }

    /** A file is looked up and moved in two sections, each with both directories locked. After Daisy. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Daisy implements Twins {
        private final Object[] locks = {new Object(), new Object()};
        private final int[] files = {1, 0};

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> move(0, 1, right), () -> move(1, 0, right));
            Expect.that(files[0] + files[1] == 1, files[0] + " and " + files[1]);
        }

        private void move(int from, int to, boolean right) {
            int seen;
            synchronized (locks[0]) {
                synchronized (locks[1]) {
                    seen = files[from];
                    if (right) {
                        move(from, to, seen);
                        return;
                    }
                }
            }
            synchronized (locks[0]) {
                synchronized (locks[1]) {
                    move(from, to, seen);
                }
            }
        }

        private void move(int from, int to, int count) {
            files[to] += count;
            files[from] = 0;
        }
    }

    /** Two cabins see the same call and both answer. After elevator. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Elevator implements Twins {
        private final AtomicIntegerArray calls = new AtomicIntegerArray(new int[] {1, 0, 1});
        private final AtomicInteger answered = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 2, cabin -> () -> {
                for (int floor = 0; floor < 3; floor++) {
                    if (right) {
                        answered.addAndGet(calls.getAndSet(floor, 0));
                    } else if (calls.get(floor) == 1) {
                        calls.set(floor, 0);
                        answered.incrementAndGet();
                    }
                }
            });
            Expect.that(answered.get() == 2, answered + " are answered");
        }
    }

    /** Each of many threads swaps a value in place, and one more reads twice. After loader. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class Loader implements Twins {
        private volatile int value = 1;

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 8, i -> this::load, () -> {
                if (right) {
                    synchronized (this) {
                        check();
                    }
                } else {
                    check();
                }
            });
        }

        private synchronized void load() {
            value = 0;
            value = 1;
        }

        private void check() {
            Expect.that(value == 1, "not loaded");
        }
    }

    /** Looks at an event's count outside its monitor before it waits. After oldclassic, the deep-space bug of Havelund et al. */
    @Bug(value = Finding.DEADLOCK, depth = 3)
    static final class DeepSpace implements Twins {
        private static final class Event {
            private int count;

            synchronized int count() {
                return count;
            }

            synchronized void await(int seen, boolean right) throws InterruptedException {
                if (!right) {
                    wait();
                }
                while (right && count == seen) {
                    wait();
                }
            }

            synchronized void signal() {
                count++;
                notifyAll();
            }
        }

        @Override
        public void play(Actors actors, boolean right) {
            Event one = new Event();
            Event two = new Event();
            actors.together(
                    () -> {
                        int seen = 0;
                        for (int i = 0; i < 2; i++) {
                            if (seen == one.count()) {
                                one.await(seen, right);
                            }
                            seen = one.count();
                            two.signal();
                        }
                    },
                    () -> {
                        int seen = 0;
                        for (int i = 0; i < 2; i++) {
                            one.signal();
                            if (seen == two.count()) {
                                two.await(seen, right);
                            }
                            seen = two.count();
                        }
                        one.signal();
                    });
        }
    }

    /** Waits with one monitor while it holds another that the notifier needs. After the nested monitors of Lea's book. */
    @Bug(value = Finding.DEADLOCK, depth = 1)
    static final class NestedMonitors implements Twins {
        private final Object outer = new Object();
        private final Object inner = new Object();
        private boolean ready;

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(
                    () -> {
                        synchronized (right ? new Object() : outer) {
                            synchronized (inner) {
                                while (!ready) {
                                    inner.wait();
                                }
                            }
                        }
                    },
                    () -> {
                        synchronized (outer) {
                            synchronized (inner) {
                                ready = true;
                                inner.notifyAll();
                            }
                        }
                    });
        }
    }

    /** The barber sleeps after he has looked for customers. After the sleeping barber (Dijkstra, 1965). */
    @Bug(value = Finding.DEADLOCK, depth = 2)
    static final class SleepingBarber implements Twins {
        private final Object chair = new Object();
        private final AtomicInteger waiting = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor customer = () -> {
                waiting.incrementAndGet();
                synchronized (chair) {
                    chair.notify();
                }
            };
            actors.together(
                    () -> {
                        for (int i = 0; i < 2; i++) {
                            cut(right);
                        }
                    },
                    customer,
                    customer);
        }

        private void cut(boolean right) throws InterruptedException {
            if (right) {
                synchronized (chair) {
                    while (waiting.get() == 0) {
                        chair.wait();
                    }
                }
            } else if (waiting.get() == 0) {
                synchronized (chair) {
                    chair.wait();
                }
            }
            waiting.decrementAndGet();
        }
    }

    /** A home-made semaphore that counts outside its monitor. */
    @Bug(value = Finding.WRONG_RESULT, depth = 3)
    static final class HomeMadeSemaphore implements Twins {
        private volatile int permits = 1;
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public void play(Actors actors, boolean right) {
            Expect.together(actors, 3, i -> () -> {
                acquire(right);
                Expect.that(inside.incrementAndGet() == 1, "two are inside");
                inside.decrementAndGet();
                release();
            });
        }

        private void acquire(boolean right) throws InterruptedException {
            synchronized (this) {
                while (permits == 0) {
                    wait();
                }
                if (right) {
                    permits--;
                }
            }
            if (!right) {
                synchronized (this) {
                    permits--;
                }
            }
        }

        private synchronized void release() {
            permits++;
            notifyAll();
        }
    }

    /** A barrier for reuse whose count is reset by the first to leave. */
    @Bug(value = Finding.DEADLOCK, depth = 3)
    static final class HomeMadeBarrier implements Twins {
        private int arrived;
        private int round;

        @Override
        public void play(Actors actors, boolean right) {
            Actors.Actor twice = () -> {
                await(right);
                await(right);
            };
            actors.together(twice, twice);
        }

        private synchronized void await(boolean right) throws InterruptedException {
            int mine = round;
            if (++arrived == 2) {
                round++;
                arrived = 0;
                notifyAll();
                return;
            }
            while (right ? mine == round : arrived != 0) {
                wait();
            }
        }
    }

    /** A thread pool whose last worker asks for the end between a task's coming and its count. After a commons-pool bug. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2)
    static final class ObjectPool implements Twins {
        private final List<Integer> idle = new ArrayList<>(List.of(1));
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> giveBack(2, right), () -> {
                closed.set(true);
                synchronized (idle) {
                    idle.clear();
                }
            });
            Expect.that(idle.isEmpty(), "an object is kept in a closed pool");
        }

        private void giveBack(int object, boolean right) {
            if (right) {
                synchronized (idle) {
                    if (!closed.get()) {
                        idle.add(object);
                    }
                }
            } else if (!closed.get()) {
                synchronized (idle) {
                    idle.add(object);
                }
            }
        }
    }

    /** A constructor tells others of its object before it has set a final field. */
    private static final class Listener {
        static volatile @Nullable Listener last;
        final int limit;

        Listener(boolean tells) {
            if (tells) {
                last = this;
            }
            limit = 5;
        }

        static void make(boolean right) {
            Listener made = new Listener(!right);
            last = made;
        }
    }

    /** Somebody sees a final field that has not been set. */
    @Bug(value = Finding.WRONG_RESULT, depth = 2, small = true)
    static final class LeakedThis implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> Listener.make(right), () -> {
                Listener seen = Listener.last;
                Expect.that(seen == null || seen.limit == 5, "the limit is not set");
            });
        }
    }

    /** The same, where nobody asks for the value: by JLS 17.5 a final field is safe only from the constructor's end on. */
    @Bug(value = Finding.DATA_RACE, depth = 2, small = true)
    static final class LeakedThisRace implements Twins {
        @Override
        public void play(Actors actors, boolean right) {
            AtomicInteger sum = new AtomicInteger();
            actors.together(() -> Listener.make(right), () -> {
                Listener seen = Listener.last;
                sum.addAndGet(seen == null ? 0 : seen.limit);
            });
        }
    }

    /** Who gets a complete object by a race sees its final fields all the same; the one that is not final is raced for. */
    @Bug(value = Finding.DATA_RACE, depth = 1)
    static final class RacyPublication implements Twins {
        private static final class Point {
            final int x;
            int y;

            Point() {
                x = 1;
                y = 1;
            }
        }

        private final VarHandle handle;

        @SuppressWarnings("UnusedVariable") // by the handle
        private @Nullable Point point;

        RacyPublication() throws ReflectiveOperationException {
            handle = MethodHandles.lookup().findVarHandle(RacyPublication.class, "point", Point.class);
        }

        @Override
        public void play(Actors actors, boolean right) {
            actors.together(() -> handle.setOpaque(this, new Point()), () -> {
                Point seen = (Point) handle.getOpaque(this);
                Expect.that(seen == null || (right ? seen.x : seen.y) == 1, "the point is not complete");
            });
        }
    }
}
