package lockstep.transfer;

public final class Accounts {
    private final long[] balances;

    public Accounts(int number, long balance) {
        balances = new long[number];
        java.util.Arrays.setAll(balances, i -> balance);
    }

    public synchronized boolean transfer(int from, int to, long amount) {
        mustBeThere(from);
        mustBeThere(to);
        if (amount < 0) {
            throw new IllegalArgumentException();
        }
        if (balances[from] < amount) {
            return false;
        }
        Math.addExact(balances[to], amount); // refuses before anything is changed
        balances[from] = Math.subtractExact(balances[from], amount);
        balances[to] = Math.addExact(balances[to], amount);
        return true;
    }

    public synchronized long balance(int account) {
        mustBeThere(account);
        return balances[account];
    }

    public synchronized long total() {
        long t = 0;
        for (long b : balances) {
            t = Math.addExact(t, b);
        }
        return t;
    }

    private void mustBeThere(int account) {
        if (account < 0 || account >= balances.length) {
            throw new IllegalArgumentException("there is no " + account);
        }
    }
}
