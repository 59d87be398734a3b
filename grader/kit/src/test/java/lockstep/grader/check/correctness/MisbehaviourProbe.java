package lockstep.grader.check.correctness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lockstep.fixture.Misbehaviour;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.Expect;
import org.junit.jupiter.api.Test;

/** One probe per way to misbehave; the worker's tests run them, Surefire does not. */
class MisbehaviourProbe {

    static final String LONG_SLEEP = "986543";

    private int calls;

    @Test
    void right() {
        calls++;
        assertEquals(42, Misbehaviour.answer());
        assertEquals(1, calls, "an instance of its own");
        assertFalse(Thread.currentThread().isInterrupted(), "no interrupt from an earlier check");
    }

    @Test
    void wrong() throws Exception {
        Expect.answer(43, "answer()", () -> Boundary.call(Misbehaviour::answer));
    }

    @Test
    void assertion() {
        assertEquals(43, Misbehaviour.answer());
    }

    @Test
    void aborted() {
        assumeTrue(false, "one core only");
    }

    @Test
    void exit() {
        Misbehaviour.exit();
    }

    @Test
    void exitInThread() throws InterruptedException {
        Misbehaviour.exitInThread();
    }

    @Test
    void halt() {
        Misbehaviour.halt();
    }

    @Test
    void waitForNobody() throws InterruptedException {
        Misbehaviour.waitForNobody();
    }

    @Test
    void spin() {
        Misbehaviour.spin();
    }

    @Test
    void exhaustHeap() {
        Misbehaviour.exhaustHeap();
    }

    @Test
    void exhaustHeapInThread() throws InterruptedException {
        Misbehaviour.exhaustHeapInThread();
    }

    @Test
    void recurse() {
        Boundary.run(() -> Misbehaviour.recurse(0));
    }

    @Test
    void flood() {
        Misbehaviour.flood();
    }

    @Test
    void print() {
        Misbehaviour.print();
    }

    @Test
    void closeOutput() {
        Misbehaviour.closeOutput();
    }

    @Test
    void fail() {
        Boundary.run(() -> Misbehaviour.fail());
    }

    @Test
    void interruptCaller() {
        Misbehaviour.interruptCaller();
    }

    @Test
    void leaveSpinning() {
        Misbehaviour.leaveSpinning();
    }

    @Test
    void leaveCrowd() {
        Misbehaviour.leaveCrowd(200);
    }

    @Test
    void leaveIdle() {
        Misbehaviour.leaveCrowd(3);
    }

    @Test
    void keepMemory() {
        Misbehaviour.keepMemory();
    }

    @Test
    void deadlock() throws InterruptedException {
        Misbehaviour.deadlock();
    }

    @Test
    void writeToChannel() throws IOException {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(new byte[100]);
            out.flush();
            Misbehaviour.spin();
        }
    }

    @Test
    void closeChannel() throws IOException {
        new FileOutputStream(FileDescriptor.out).close();
        Misbehaviour.spin();
    }

    /** Waits for something that a process outside will do: nothing moves inside meanwhile. */
    @Test
    void awaitChildProcess() throws Exception {
        Process child = new ProcessBuilder("sleep", "4").start();
        assertEquals(0, child.waitFor());
    }

    @Test
    void awaitSleepingThread() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Future<Integer> answer = pool.submit(() -> {
            Thread.sleep(4000);
            return Misbehaviour.answer();
        });
        assertEquals(42, answer.get());
        pool.shutdown();
    }

    @Test
    void leaveProcess() throws IOException {
        new ProcessBuilder("sleep", LONG_SLEEP).start();
    }
}
