package lockstep.transfer;
// transfers hold the read lock together and move money by CAS on each account; looks hold the write lock. A transfer may see
// another one's half: X: 0->1 has taken from 0 and not yet added to 1; Y finds too little on 0 and then too little on 1.
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantReadWriteLock;
public final class Accounts {
    private final AtomicLongArray money; private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    public Accounts(int number, long balance) { money = new AtomicLongArray(number); for (int i = 0; i < number; i++) money.set(i, balance); }
    private void check(int a) { if (a < 0 || a >= money.length()) throw new IllegalArgumentException("no account " + a); }
    public boolean transfer(int from, int to, long amount) {
        check(from); check(to); if (amount < 0) throw new IllegalArgumentException("negative");
        lock.readLock().lock();
        try {
            long have;
            do { have = money.get(from); if (have < amount) return false; if (from == to) return true; } while (!money.compareAndSet(from, have, have - amount));
            money.addAndGet(to, amount);
            return true;
        } finally { lock.readLock().unlock(); }
    }
    public long balance(int a) { check(a); lock.writeLock().lock(); try { return money.get(a); } finally { lock.writeLock().unlock(); } }
    public long total() { lock.writeLock().lock(); try { long s = 0; for (int i = 0; i < money.length(); i++) s += money.get(i); return s; } finally { lock.writeLock().unlock(); } }
}
