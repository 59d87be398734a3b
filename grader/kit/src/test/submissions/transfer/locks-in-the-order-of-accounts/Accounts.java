package lockstep.transfer;
// WRONG: "all calls come to their end": 16 locks for all accounts, taken in the order of the account numbers and not of the locks:
// 0 -> 1 takes lock 0, then 1; 1 -> 16 takes lock 1, then 0 (account 16's). Needs 17 accounts.
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

public final class Accounts {
    private static final int STRIPES = 16;
    private final ReentrantLock[] locks =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);
    private final long[] balances;

    public Accounts(int number, long balance) {
        balances = new long[number];
        java.util.Arrays.fill(balances, balance);
    }

    private ReentrantLock lockOf(int account) {
        return locks[account % STRIPES];
    }

    private void check(int account) {
        if (account < 0 || account >= balances.length) {
            throw new IllegalArgumentException("no account " + account);
        }
    }

    public boolean transfer(int from, int to, long amount) {
        check(from);
        check(to);
        if (amount < 0) {
            throw new IllegalArgumentException("amount " + amount);
        }
        ReentrantLock first = lockOf(Math.min(from, to));
        ReentrantLock second = lockOf(Math.max(from, to));
        first.lock();
        try {
            second.lock();
            try {
                if (balances[from] < amount) {
                    return false;
                }
                balances[from] -= amount;
                balances[to] += amount;
                return true;
            } finally {
                second.unlock();
            }
        } finally {
            first.unlock();
        }
    }

    public long balance(int account) {
        check(account);
        ReentrantLock lock = lockOf(account);
        lock.lock();
        try {
            return balances[account];
        } finally {
            lock.unlock();
        }
    }

    public long total() {
        for (ReentrantLock lock : locks) {
            lock.lock();
        }
        try {
            long sum = 0;
            for (long b : balances) {
                sum += b;
            }
            return sum;
        } finally {
            for (ReentrantLock lock : locks) {
                lock.unlock();
            }
        }
    }
}
