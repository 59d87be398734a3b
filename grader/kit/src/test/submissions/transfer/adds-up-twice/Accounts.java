package lockstep.transfer;

import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The reference solution; {@code solutions/NOTES.md} argues why it is right. */
public final class Accounts {

    private static final class Account {
        private final Lock lock = new ReentrantLock();
        private long balance;

        private Account(long balance) {
            this.balance = balance;
        }
    }

    private final Account[] accounts;

    public Accounts(int number, long balance) {
        accounts = new Account[number];
        Arrays.setAll(accounts, any -> new Account(balance));
    }

    public boolean transfer(int from, int to, long amount) {
        check(from);
        check(to);
        if (amount < 0) {
            throw new IllegalArgumentException("an amount of 0 or more expected, found " + amount);
        }
        Account first = accounts[Math.min(from, to)];
        Account second = accounts[Math.max(from, to)];
        first.lock.lock();
        try {
            second.lock.lock();
            try {
                if (accounts[from].balance < amount) {
                    return false;
                }
                accounts[from].balance -= amount;
                accounts[to].balance += amount;
                return true;
            } finally {
                second.lock.unlock();
            }
        } finally {
            first.lock.unlock();
        }
    }

    public long balance(int account) {
        check(account);
        accounts[account].lock.lock();
        try {
            return accounts[account].balance;
        } finally {
            accounts[account].lock.unlock();
        }
    }

    public long total() {
        int locked = 0;
        try {
            long sum = 0;
            for (int i = 0; i < accounts.length; i++) { sum += balance(i); } long again = 0; for (int i = 0; i < accounts.length; i++) { again += balance(i); } if (sum != again) { return total(); }
            return sum;
        } finally {
            while (locked > 0) {
                accounts[--locked].lock.unlock();
            }
        }
    }

    private void check(int account) {
        if (account < 0 || account >= accounts.length) {
            throw new IllegalArgumentException("an account from 0 to " + (accounts.length - 1) + " expected, found " + account);
        }
    }
}
