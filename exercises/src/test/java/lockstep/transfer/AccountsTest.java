package lockstep.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lockstep.SkipUnwritten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A few examples of what {@link Accounts} promises; the grader asks for more. */
@ExtendWith(SkipUnwritten.class)
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AccountsTest {

    @Test
    void money_is_moved_if_there_is_enough_of_it() {
        Accounts accounts = new Accounts(3, 100);
        assertTrue(accounts.transfer(0, 1, 70));
        assertFalse(accounts.transfer(0, 1, 31));
        assertEquals(30, accounts.balance(0));
        assertEquals(170, accounts.balance(1));
        assertEquals(300, accounts.total());
    }

    @Test
    void who_sends_to_oneself_keeps_what_there_is() {
        Accounts accounts = new Accounts(1, 5);
        assertTrue(accounts.transfer(0, 0, 5));
        assertFalse(accounts.transfer(0, 0, 6));
        assertEquals(5, accounts.balance(0));
    }

    @Test
    void no_account_has_this_number() {
        Accounts accounts = new Accounts(2, 5);
        assertThrows(IllegalArgumentException.class, () -> accounts.transfer(0, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> accounts.balance(-1));
    }

    @Test
    void two_threads_that_send_to_and_fro_lose_nothing_and_come_to_their_end() throws InterruptedException {
        Accounts accounts = new Accounts(2, 1_000);
        Thread there = new Thread(() -> move(accounts, 0, 1));
        Thread back = new Thread(() -> move(accounts, 1, 0));
        there.start();
        back.start();
        there.join();
        back.join();
        assertEquals(1_000, accounts.balance(0));
        assertEquals(2_000, accounts.total());
    }

    private static void move(Accounts accounts, int from, int to) {
        for (int i = 0; i < 1_000; i++) {
            accounts.transfer(from, to, 1);
        }
    }
}
