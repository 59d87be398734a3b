package lockstep.transfer;
// WRONG: "all calls come to their end": as the philosophers, "even ones take the left fork first": an even account locks itself first,
// an odd one the other. Right for neighbours, but 0 -> 2 and 2 -> 0 lock crosswise.
public final class Accounts {
    private static final class Account {
        long balance;
    }

    private final Account[] all;
    private final java.util.concurrent.locks.ReadWriteLock audit = new java.util.concurrent.locks.ReentrantReadWriteLock();

    public Accounts(int number, long balance) {
        all = new Account[number];
        for (int i = 0; i < number; i++) {
            all[i] = new Account();
            all[i].balance = balance;
        }
    }

    private Account find(int i) {
        if (i < 0 || i >= all.length) throw new IllegalArgumentException("account " + i);
        return all[i];
    }

    public boolean transfer(int from, int to, long amount) {
        Account a = find(from);
        Account b = find(to);
        if (amount < 0) throw new IllegalArgumentException("negative");
        audit.readLock().lock();
        try {
            Account first = from % 2 == 0 ? a : b;
            synchronized (first) {
                synchronized (first == a ? b : a) {
                    return move(a, b, amount);
                }
            }
        } finally {
            audit.readLock().unlock();
        }
    }

    private static boolean move(Account a, Account b, long amount) {
        if (a.balance < amount) return false;
        a.balance -= amount;
        b.balance += amount;
        return true;
    }

    public long balance(int account) {
        Account a = find(account);
        synchronized (a) {
            return a.balance;
        }
    }

    public long total() {
        audit.writeLock().lock();
        try {
            long sum = 0;
            for (Account a : all) sum += a.balance;
            return sum;
        } finally {
            audit.writeLock().unlock();
        }
    }
}
