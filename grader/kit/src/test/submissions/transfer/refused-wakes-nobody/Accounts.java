package lockstep.transfer;
// total waits, in a monitor, until no transfer is under way, but a transfer that finds too little leaves without saying so to a
// waiting total if it was the last one
public final class Accounts {
    private final Object[] locks; private final long[] money; private int busy; private final Object gate = new Object();
    public Accounts(int number, long balance) { money = new long[number]; java.util.Arrays.fill(money, balance); locks = new Object[number]; for (int i = 0; i < number; i++) locks[i] = new Object(); }
    private void check(int a) { if (a < 0 || a >= money.length) throw new IllegalArgumentException("no account " + a); }
    private void enter() { synchronized (gate) { busy++; } }
    private void leave(boolean moved) { synchronized (gate) { if (--busy == 0 && moved) gate.notifyAll(); } }
    public boolean transfer(int from, int to, long amount) {
        check(from); check(to); if (amount < 0) throw new IllegalArgumentException("negative");
        enter(); boolean moved = false;
        try {
            synchronized (locks[Math.min(from, to)]) { synchronized (locks[Math.max(from, to)]) {
                if (money[from] >= amount) { money[from] -= amount; money[to] += amount; moved = true; }
                return moved;
            } }
        } finally { leave(moved); }
    }
    public long balance(int a) { check(a); synchronized (locks[a]) { return money[a]; } }
    public long total() {
        boolean interrupted = false; long s = 0;
        synchronized (gate) {
            while (busy > 0) { try { gate.wait(); } catch (InterruptedException e) { interrupted = true; } }
            for (long m : money) s += m;
        }
        if (interrupted) Thread.currentThread().interrupt();
        return s;
    }
}
