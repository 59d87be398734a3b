package lockstep.transfer;

/**
 * Accounts between which many threads move money. They are numbered from 0. Objects of this class are independent of each
 * other.
 *
 * <p>Each call is one step: no thread ever sees a part of it, a negative balance, or a total other than at the beginning. A
 * call waits only for calls that are being made, and all calls come to their end. An interrupt changes nothing: a call does
 * what it does otherwise, and the thread's interrupt flag stays set.
 *
 * <p>A number that is no account's, and a negative amount, is refused by an {@link IllegalArgumentException}, and nothing
 * has happened.
 */
public final class Accounts {

    /**
     * Creates accounts with the same balance.
     *
     * @param number how many, at least 1
     * @param balance of each, at least 0; all of them together fit into a {@code long}
     */
    public Accounts(int number, long balance) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Moves an amount from one account to another, which may be the same one; or nothing, if the first has less than that.
     *
     * @return whether it was moved
     */
    public boolean transfer(int from, int to, long amount) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Returns the balance of an account. */
    public long balance(int account) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Returns the sum of all balances, as they are at one moment. */
    public long total() {
        throw new UnsupportedOperationException("not written yet");
    }
}
