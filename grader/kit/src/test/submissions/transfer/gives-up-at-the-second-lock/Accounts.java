package lockstep.transfer;
// WRONG: "An interrupt changes nothing: a call does what it does otherwise": a thread that is interrupted while (or before) it waits
// for the second lock moves nothing and says false. Only if the second lock is taken by somebody else just then.
import java.util.concurrent.locks.ReentrantLock;

public final class Accounts {
    private static final class Account {
        final ReentrantLock lock = new ReentrantLock();
        long balance;
    }

    private final Account[] accounts;

    public Accounts(int number, long balance) {
        accounts = new Account[number];
        for (int i = 0; i < number; i++) {
            accounts[i] = new Account();
            accounts[i].balance = balance;
        }
    }

    private Account get(int number) {
        try {
            return accounts[number];
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("no account " + number, e);
        }
    }

    public boolean transfer(int from, int to, long amount) {
        Account source = get(from);
        Account target = get(to);
        if (amount < 0) {
            throw new IllegalArgumentException("amount " + amount);
        }
        Account first = from <= to ? source : target;
        Account second = from <= to ? target : source;
        first.lock.lock();
        try {
            if (!second.lock.tryLock()) {
                second.lock.lockInterruptibly();
            }
        } catch (InterruptedException e) {
            first.lock.unlock();
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            if (source.balance < amount) {
                return false;
            }
            source.balance -= amount;
            target.balance += amount;
            return true;
        } finally {
            second.lock.unlock();
            first.lock.unlock();
        }
    }

    public long balance(int account) {
        Account a = get(account);
        a.lock.lock();
        try {
            return a.balance;
        } finally {
            a.lock.unlock();
        }
    }

    public long total() {
        for (Account a : accounts) {
            a.lock.lock();
        }
        long sum = 0;
        for (Account a : accounts) {
            sum += a.balance;
        }
        for (Account a : accounts) {
            a.lock.unlock();
        }
        return sum;
    }
}
