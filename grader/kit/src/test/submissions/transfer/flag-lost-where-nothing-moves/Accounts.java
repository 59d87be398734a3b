package lockstep.transfer;
// WRONG: "An interrupt changes nothing: ... the thread's interrupt flag stays set": a transfer that finds too little says false and has
// taken away the interrupt flag of the thread.
import java.util.concurrent.Semaphore;

public final class Accounts {
    private final Semaphore[] locks;
    private final long[] balances;

    public Accounts(int number, long balance) {
        locks = new Semaphore[number];
        balances = new long[number];
        for (int i = 0; i < number; i++) {
            locks[i] = new Semaphore(1);
            balances[i] = balance;
        }
    }

    private void check(int account) {
        if (account < 0 || account >= balances.length) {
            throw new IllegalArgumentException("account " + account);
        }
    }

    /** Acquires; the interrupt flag is cleared, so that this does not fail. */
    private static void lock(Semaphore s) {
        s.acquireUninterruptibly();
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean transfer(int from, int to, long amount) {
        boolean interrupted = Thread.interrupted(); // set again below
        if (from < 0 || from >= balances.length || to < 0 || to >= balances.length || amount < 0) {
            restore(interrupted);
            throw new IllegalArgumentException("account or amount");
        }
        Semaphore first = locks[Math.min(from, to)];
        Semaphore second = locks[Math.max(from, to)];
        lock(first);
        if (second != first) {
            lock(second);
        }
        boolean enough = balances[from] >= amount;
        if (enough) {
            balances[from] -= amount;
            balances[to] += amount;
        }
        if (second != first) {
            second.release();
        }
        first.release();
        if (!enough) {
            return false;
        }
        restore(interrupted);
        return true;
    }

    public long balance(int account) {
        check(account);
        lock(locks[account]);
        long b = balances[account];
        locks[account].release();
        return b;
    }

    public long total() {
        for (Semaphore s : locks) {
            lock(s);
        }
        long sum = 0;
        for (long b : balances) {
            sum += b;
        }
        for (Semaphore s : locks) {
            s.release();
        }
        return sum;
    }
}
