package lockstep.transfer;
// WRONG: "Each call is one step": each account is locked by its boxed number. Up to 127 that is the same object each time; from 128
// on each boxing makes a new one, and nothing is locked: transfers of account 128 and beyond lose money.
import java.util.stream.LongStream;

@SuppressWarnings("synchronization")
public final class Accounts {
    private final long[] balances;
    private final Object totalLock = new Object();
    private int moving;
    private boolean counting;

    public Accounts(int number, long balance) {
        balances = LongStream.generate(() -> balance).limit(number).toArray();
    }

    private void check(int account) {
        if (account < 0 || account >= balances.length) {
            throw new IllegalArgumentException("account " + account);
        }
    }

    public boolean transfer(int from, int to, long amount) {
        check(from);
        check(to);
        if (amount < 0) {
            throw new IllegalArgumentException("amount " + amount);
        }
        Integer low = Math.min(from, to);
        Integer high = Math.max(from, to);
        begin();
        try {
            synchronized (low) {
                synchronized (high) {
                    if (balances[from] < amount) {
                        return false;
                    }
                    balances[from] -= amount;
                    balances[to] += amount;
                    return true;
                }
            }
        } finally {
            end();
        }
    }

    public long balance(int account) {
        check(account);
        Integer lock = account;
        synchronized (lock) {
            return balances[account];
        }
    }

    public long total() {
        boolean interrupted = false;
        synchronized (totalLock) {
            while (counting) {
                interrupted |= pause();
            }
            counting = true;
            while (moving > 0) {
                interrupted |= pause();
            }
            long sum = LongStream.of(balances).sum();
            counting = false;
            totalLock.notifyAll();
            if (interrupted) Thread.currentThread().interrupt();
            return sum;
        }
    }

    private void begin() {
        synchronized (totalLock) {
            boolean interrupted = false;
            while (counting) {
                interrupted |= pause();
            }
            moving++;
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private void end() {
        synchronized (totalLock) {
            moving--;
            totalLock.notifyAll();
        }
    }

    private boolean pause() {
        try {
            totalLock.wait();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
