package lockstep.transfer;

public final class Accounts {
    private static final class Account {
        volatile long money;
    }

    private final Account[] accounts;
    private final long all;

    public Accounts(int number, long balance) {
        if (number < 1 || balance < 0) {
            throw new IllegalArgumentException();
        }
        accounts = new Account[number];
        all = number * balance;
        for (int i = 0; i < number; i++) {
            accounts[i] = new Account();
            accounts[i].money = balance;
        }
    }

    private Account find(int i) {
        if (i < 0 || i >= accounts.length) {
            throw new IllegalArgumentException("no account " + i);
        }
        return accounts[i];
    }

    public boolean transfer(int from, int to, long amount) {
        Account a = find(from);
        Account b = find(to);
        if (amount < 0) {
            throw new IllegalArgumentException("negative");
        }
        long x = a.money;
        long y = b.money;
        boolean aFirst = x > y || x == y && from < to;
        synchronized (aFirst ? a : b) {
            synchronized (aFirst ? b : a) {
                if (a.money < amount) {
                    return false;
                }
                a.money -= amount;
                b.money += amount;
                return true;
            }
        }
    }

    public long balance(int account) {
        Account a = find(account);
        synchronized (a) {
            return a.money;
        }
    }

    /** The total never changes. */
    public long total() {
        return all;
    }
}
