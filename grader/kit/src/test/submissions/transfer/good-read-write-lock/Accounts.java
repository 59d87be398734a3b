package lockstep.transfer;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public final class Accounts {

    private final ReentrantReadWriteLock all = new ReentrantReadWriteLock();
    private final long[] balances;
    private final Object[] monitors;

    public Accounts(int number, long balance) {
        balances = new long[number];
        monitors = new Object[number];
        Arrays.setAll(monitors, any -> new Object());
        Arrays.fill(balances, balance);
    }

    public boolean transfer(int from, int to, long amount) {
        check(from);
        check(to);
        if (amount < 0) {
            throw new IllegalArgumentException("negative: " + amount);
        }
        all.readLock().lock();
        try {
            synchronized (monitors[Math.min(from, to)]) {
                synchronized (monitors[Math.max(from, to)]) {
                    if (balances[from] < amount) {
                        return false;
                    }
                    balances[from] -= amount;
                    balances[to] += amount;
                    return true;
                }
            }
        } finally {
            all.readLock().unlock();
        }
    }

    public long balance(int account) {
        check(account);
        synchronized (monitors[account]) {
            return balances[account];
        }
    }

    public long total() {
        all.writeLock().lock();
        try {
            long sum = 0;
            for (long balance : balances) {
                sum += balance;
            }
            return sum;
        } finally {
            all.writeLock().unlock();
        }
    }

    private void check(int account) {
        if (account < 0 || account >= balances.length) {
            throw new IllegalArgumentException("no account " + account);
        }
    }
}
