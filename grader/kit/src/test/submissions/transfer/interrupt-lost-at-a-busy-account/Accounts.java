package lockstep.transfer;

public final class Accounts {
    private final long[] money;
    private final boolean[] busy;

    public Accounts(int number, long balance) {
        money = new long[number];
        busy = new boolean[number];
        for (int i = 0; i < number; i++) {
            money[i] = balance;
        }
    }

    private synchronized void claim(int a, int b) {
        while (busy[a] || busy[b]) {
            try {
                wait();
            } catch (InterruptedException e) {
                // wait on
            }
        }
        busy[a] = true;
        busy[b] = true;
    }

    private synchronized void release(int a, int b) {
        busy[a] = false;
        busy[b] = false;
        notifyAll();
    }

    public boolean transfer(int from, int to, long amount) {
        checkNumbers(from, to);
        if (amount < 0) {
            throw new IllegalArgumentException("negative amount");
        }
        claim(from, to);
        try {
            if (money[from] < amount) {
                return false;
            }
            money[from] -= amount;
            money[to] += amount;
            return true;
        } finally {
            release(from, to);
        }
    }

    public long balance(int account) {
        checkNumbers(account);
        claim(account, account);
        long result = money[account];
        release(account, account);
        return result;
    }

    public long total() {
        for (int i = 0; i < money.length; i++) {
            claim(i, i);
        }
        long sum = 0;
        for (int i = 0; i < money.length; i++) {
            sum += money[i];
        }
        for (int i = 0; i < money.length; i++) {
            release(i, i);
        }
        return sum;
    }

    private void checkNumbers(int... numbers) {
        for (int n : numbers) {
            if (n < 0 || n >= money.length) {
                throw new IllegalArgumentException("no account has the number " + n);
            }
        }
    }
}
