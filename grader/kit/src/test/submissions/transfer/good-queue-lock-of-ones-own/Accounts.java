package lockstep.transfer;
// Correct: one fair queue lock for everything, made of LockSupport and an AtomicReference tail (MCS). All state is read and
// written with the lock held; park returns on interrupts, whose flag is cleared for the waiting and restored after.
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
public final class Accounts {
    private static final class Node { final Thread owner = Thread.currentThread(); volatile boolean granted; volatile Node next; }
    private final AtomicReference<Node> tail = new AtomicReference<>();
    private final long[] money;
    public Accounts(int number, long balance) { money = new long[number]; java.util.Arrays.fill(money, balance); }
    private Node lock() {
        Node me = new Node(); Node before = tail.getAndSet(me);
        if (before != null) {
            before.next = me; boolean interrupted = false;
            while (!me.granted) { LockSupport.park(this); interrupted |= Thread.interrupted(); }
            if (interrupted) Thread.currentThread().interrupt();
        }
        return me;
    }
    private void unlock(Node me) {
        if (me.next == null) {
            if (tail.compareAndSet(me, null)) return;
            while (me.next == null) Thread.onSpinWait();
        }
        Node next = me.next; next.granted = true; LockSupport.unpark(next.owner);
    }
    private int check(int a) { if (a < 0 || a >= money.length) throw new IllegalArgumentException("no account " + a); return a; }
    public boolean transfer(int from, int to, long amount) {
        check(from); check(to); if (amount < 0) throw new IllegalArgumentException("negative");
        Node n = lock();
        try { if (money[from] < amount) return false; money[from] -= amount; money[to] += amount; return true; } finally { unlock(n); }
    }
    public long balance(int account) { check(account); Node n = lock(); try { return money[account]; } finally { unlock(n); } }
    public long total() { Node n = lock(); try { long s = 0; for (long m : money) s += m; return s; } finally { unlock(n); } }
}
