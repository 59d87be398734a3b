package lockstep.transfer;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

public final class Accounts {

    private final long[] balances;
    private final ReentrantLock[] locks;

    public Accounts(int number, long balance) {
        balances = new long[number];
        locks = new ReentrantLock[number];
        Arrays.setAll(locks, any -> new ReentrantLock());
        Arrays.fill(balances, balance);
    }

    public boolean transfer(int from, int to, long amount) {
        check(from);
        check(to);
        if (amount < 0) {
            throw new IllegalArgumentException("negative: " + amount);
        }
        while (true) {
            locks[from].lock();
            try {
                if (locks[to].tryLock()) {
                    try {
                        if (balances[from] < amount) {
                            return false;
                        }
                        balances[from] -= amount;
                        balances[to] += amount;
                        return true;
                    } finally {
                        locks[to].unlock();
                    }
                }
            } finally {
                locks[from].unlock();
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000, 100_000));
        }
    }

    public long balance(int account) {
        check(account);
        locks[account].lock();
        try {
            return balances[account];
        } finally {
            locks[account].unlock();
        }
    }

    public long total() {
        for (ReentrantLock lock : locks) {
            lock.lock();
        }
        try {
            return Arrays.stream(balances).sum();
        } finally {
            for (ReentrantLock lock : locks) {
                lock.unlock();
            }
        }
    }

    private void check(int account) {
        if (account < 0 || account >= balances.length) {
            throw new IllegalArgumentException("no account " + account);
        }
    }
}
