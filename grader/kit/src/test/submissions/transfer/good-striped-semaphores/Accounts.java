package lockstep.transfer;

import java.util.Arrays;
import java.util.concurrent.Semaphore;

public final class Accounts {

    private static final int STRIPES = 4;

    private final long[] balances;
    private final Semaphore[] stripes = new Semaphore[STRIPES];

    public Accounts(int number, long balance) {
        balances = new long[number];
        Arrays.setAll(stripes, any -> new Semaphore(1));
        Arrays.fill(balances, balance);
    }

    public boolean transfer(int from, int to, long amount) {
        check(from);
        check(to);
        if (amount < 0) {
            throw new IllegalArgumentException("negative: " + amount);
        }
        int low = Math.min(from % STRIPES, to % STRIPES);
        int high = Math.max(from % STRIPES, to % STRIPES);
        stripes[low].acquireUninterruptibly();
        if (high != low) {
            stripes[high].acquireUninterruptibly();
        }
        try {
            if (balances[from] < amount) {
                return false;
            }
            balances[from] -= amount;
            balances[to] += amount;
            return true;
        } finally {
            if (high != low) {
                stripes[high].release();
            }
            stripes[low].release();
        }
    }

    public long balance(int account) {
        check(account);
        stripes[account % STRIPES].acquireUninterruptibly();
        try {
            return balances[account];
        } finally {
            stripes[account % STRIPES].release();
        }
    }

    public long total() {
        for (Semaphore stripe : stripes) {
            stripe.acquireUninterruptibly();
        }
        try {
            return Arrays.stream(balances).sum();
        } finally {
            for (Semaphore stripe : stripes) {
                stripe.release();
            }
        }
    }

    private void check(int account) {
        if (account < 0 || account >= balances.length) {
            throw new IllegalArgumentException("no account " + account);
        }
    }
}
