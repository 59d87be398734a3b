package lockstep.transfer;

import java.util.Arrays;

public final class Accounts {

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
        synchronized (monitors[Math.min(from, to)]) {
            synchronized (monitors[Math.max(from, to)]) {
                boolean enough = balances[from] >= amount;
                if (enough) {
                    balances[from] -= amount;
                    balances[to] += amount;
                }
                return enough;
            }
        }
    }

    public long balance(int account) {
        check(account);
        synchronized (monitors[account]) {
            return balances[account];
        }
    }

    public long total() {
        return totalFrom(0);
    }

    private long totalFrom(int account) {
        if (account == balances.length) {
            return Arrays.stream(balances).sum();
        }
        synchronized (monitors[account]) {
            return totalFrom(account + 1);
        }
    }

    private void check(int account) {
        if (account < 0 || account >= balances.length) {
            throw new IllegalArgumentException("no account " + account);
        }
    }
}
