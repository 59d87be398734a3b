package lockstep.transfer;

import java.util.Arrays;

public final class Accounts {

    private final long[] balances;

    public Accounts(int number, long balance) {
        balances = new long[number];
        Arrays.fill(balances, balance);
    }

    public synchronized boolean transfer(int from, int to, long amount) {
        check(from);
        check(to);
        if (amount < 0) {
            throw new IllegalArgumentException("negative: " + amount);
        }
        if (amount > balances[from]) {
            return false;
        }
        balances[from] -= amount;
        balances[to] += amount;
        return true;
    }

    public synchronized long balance(int account) {
        check(account);
        return balances[account];
    }

    public synchronized long total() {
        return Arrays.stream(balances).sum();
    }

    private void check(int account) {
        if (account < 0 || account >= balances.length) {
            throw new IllegalArgumentException("no account " + account);
        }
    }
}
