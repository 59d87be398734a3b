package lockstep.threadedsum;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** What programs with threads ordinarily call. */
final class LibraryThreads {
    /** As in the class library's own documentation. */
    static final class Mutex {
        private static final class Sync extends AbstractQueuedSynchronizer {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean tryAcquire(int acquires) {
                if (compareAndSetState(0, 1)) {
                    setExclusiveOwnerThread(Thread.currentThread());
                    return true;
                }
                return false;
            }

            @Override
            protected boolean tryRelease(int releases) {
                if (!isHeldExclusively()) {
                    throw new IllegalMonitorStateException();
                }
                setExclusiveOwnerThread(null);
                setState(0);
                return true;
            }

            @Override
            protected boolean isHeldExclusively() {
                return getExclusiveOwnerThread() == Thread.currentThread() && getState() == 1;
            }

            Condition newCondition() {
                return new ConditionObject();
            }
        }

        private final Sync sync = new Sync();

        void lock() {
            sync.acquire(1);
        }

        void unlock() {
            sync.release(1);
        }

        boolean isContended() {
            return sync.hasQueuedThreads() && sync.getQueueLength() > 0 && sync.newCondition() != null;
        }
    }

    /** First in, first out, by parking. */
    static final class FifoLock {
        private final AtomicReference<Thread> owner = new AtomicReference<>();
        private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

        void lock() {
            waiting.add(Thread.currentThread());
            while (waiting.peek() != Thread.currentThread() || !owner.compareAndSet(null, Thread.currentThread())) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    LockSupport.parkNanos(this, 1_000);
                }
            }
            waiting.remove();
        }

        void unlock() {
            owner.set(null);
            LockSupport.unpark(waiting.peek());
        }
    }

    static final class Worker extends Thread {
        private static final AtomicInteger NUMBER = new AtomicInteger();

        Worker(ThreadGroup group, Runnable task) {
            super(group, task, "worker-" + NUMBER.incrementAndGet(), 64 * 1024);
            setDaemon(true);
            setPriority(Thread.NORM_PRIORITY);
            setUncaughtExceptionHandler((thread, thrown) -> System.err.println(thread.getName() + ": " + thrown));
        }

        @Override
        public void interrupt() {
            super.interrupt();
        }

        @Override
        public String toString() {
            return "worker " + getName() + " " + getId() + " " + getState() + isAlive() + isDaemon();
        }
    }

    static long threads(Runnable task) throws InterruptedException {
        ThreadGroup group = new ThreadGroup("sum");
        List<Thread> all = new ArrayList<>(List.of(new Worker(group, task), new Thread(group, "named"), new Thread(task)));
        for (Thread each : all) {
            each.start();
        }
        for (Thread each : all) {
            each.join(TimeUnit.SECONDS.toMillis(1));
            each.join();
        }
        while (Thread.activeCount() > 1 && group.activeCount() > 0) {
            Thread.yield();
            Thread.onSpinWait();
            Thread.sleep(1);
        }
        Thread.dumpStack();
        return Thread.holdsLock(all) ? 1 : Thread.currentThread().getId();
    }

    static long pools(Callable<Long> task, int n) throws InterruptedException, ExecutionException, TimeoutException {
        ThreadFactory factory = body -> new Worker(null, body);
        ExecutorService pool = Executors.newFixedThreadPool(n, factory);
        ThreadPoolExecutor own = new ThreadPoolExecutor(
                n, n, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.CallerRunsPolicy());
        try {
            CompletionService<Long> completion = new ExecutorCompletionService<>(pool);
            completion.submit(task);
            long sum = completion.take().get();
            for (Future<Long> each : pool.invokeAll(List.of(task, task))) {
                sum += each.get(1, TimeUnit.SECONDS);
            }
            FutureTask<Long> future = new FutureTask<>(task);
            own.execute(future);
            own.prestartAllCoreThreads();
            System.out.println(own.getQueue().size() + own.getActiveCount() + own.getCompletedTaskCount());
            return sum
                    + future.get()
                    + CompletableFuture.supplyAsync(() -> 1L, pool)
                            .thenCombine(CompletableFuture.completedFuture(2L), Long::sum)
                            .handle((value, thrown) -> thrown == null ? value : 0L)
                            .join()
                    + new ForkJoinPool(n).invoke(new Sum(0, 10));
        } finally {
            pool.shutdown();
            own.shutdownNow();
            if (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        }
    }

    static final class Sum extends RecursiveTask<Long> {
        private static final long serialVersionUID = 1L;
        private final long from;
        private final long to;

        Sum(long from, long to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected Long compute() {
            if (to - from < 2 || getSurplusQueuedTaskCount() > 3) {
                return from;
            }
            Sum left = new Sum(from, (from + to) / 2);
            left.fork();
            return new Sum((from + to) / 2, to).compute() + left.join();
        }
    }

    static void synchronizers(int n) throws Exception {
        CountDownLatch latch = new CountDownLatch(n);
        CyclicBarrier barrier = new CyclicBarrier(n, latch::countDown);
        Semaphore permits = new Semaphore(n, true);
        Phaser phaser = new Phaser(1) {
            @Override
            protected boolean onAdvance(int phase, int parties) {
                return phase >= 3;
            }
        };
        Lock lock = new ReentrantLock(true);
        Condition changed = lock.newCondition();
        ReentrantReadWriteLock both = new ReentrantReadWriteLock();
        permits.acquire();
        try {
            lock.lock();
            both.readLock().lock();
            while (latch.getCount() > 0 && changed.await(1, TimeUnit.MILLISECONDS)) {
                changed.signalAll();
            }
        } finally {
            both.readLock().unlock();
            lock.unlock();
            permits.release();
        }
        phaser.arriveAndDeregister();
        System.out.println(barrier.getParties() + new ArrayDeque<>(List.of(n)).pop());
    }

    static void timer() {
        Timer timer = new Timer("tick", true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        cancel();
                    }
                },
                10);
        timer.cancel();
    }

    static final class Printer implements Flow.Subscriber<Long> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Long item) {}

        @Override
        public void onError(Throwable thrown) {}

        @Override
        public void onComplete() {}
    }

    private LibraryThreads() {}
}
