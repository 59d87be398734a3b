package com.example.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;
import lockstep.engine.junit.Outcome;
import lockstep.engine.junit.Outcome.Expect;
import lockstep.engine.junit.Outcomes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each method is one way to be run; its name says how it ends. */
class AccountChecks {

    private static int opened;

    private final Account account = new Account();
    private int before;

    @BeforeAll
    static void opens() {
        opened++;
    }

    @BeforeEach
    void counts(Actors actors) {
        before++;
    }

    @AfterEach
    void wasCounted() {
        assertEquals(1, before, "the object is this order's own");
    }

    @AfterAll
    static void wasOpened() {
        assertEquals(1, opened, "the classes are this order's own");
    }

    private void twice(Actors actors, Actors.Actor actor) {
        actors.together(actor, actor);
    }

    @Interleaved
    void passes(Actors actors) {
        twice(actors, () -> account.payIn(1));
        assertEquals(2, account.balance());
    }

    @Test
    @Interleaved
    void passes_once_beside_the_annotation_of_a_test(Actors actors) {
        twice(actors, () -> account.payIn(1));
        assertThat(List.of(account.balance())).containsExactly(2);
    }

    @Interleaved
    void fails_by_an_assertion_of_junit(Actors actors) {
        twice(actors, () -> account.payInTwoSteps(1));
        assertEquals(2, account.balance());
    }

    @Interleaved
    void fails_by_an_assertion_of_assertj(Actors actors) {
        twice(actors, () -> account.payInTwoSteps(1));
        assertThat(account.balance()).as("the balance").isEqualTo(2);
    }

    @Interleaved(schedule = "zz.1")
    void fails_as_another_program_than_that_of_the_schedule(Actors actors) {
        twice(actors, () -> account.payIn(1));
    }

    @Interleaved
    void fails_by_a_data_race(Actors actors) {
        actors.together(() -> account.payIn(1), account::balanceWithoutLock);
    }

    @Interleaved
    void fails_by_a_deadlock_of_its_own_threads() throws InterruptedException {
        Object one = new Object();
        Object two = new Object();
        Thread a = new Thread(() -> both(one, two));
        Thread b = new Thread(() -> both(two, one));
        a.start();
        b.start();
        a.join();
        b.join();
    }

    private static void both(Object first, Object second) {
        synchronized (first) {
            synchronized (second) {
                assertThat(first).isNotSameAs(second);
            }
        }
    }

    @Interleaved
    void fails_uncontrolled() {
        handsOutACopy();
    }

    @Interleaved(uncontrolled = Interleaved.Uncontrolled.ABORT)
    void aborts_uncontrolled() {
        handsOutACopy();
    }

    /** A library that is not under control does not know the copy of an atomic. */
    private static void handsOutACopy() {
        assertThat(new AtomicInteger()).hasValue(0);
    }

    @Interleaved
    void aborts_where_no_assumption_holds() {
        assumeTrue(before == 7);
    }

    @Interleaved
    void passes_where_the_assumption_holds_in_some(Actors actors) {
        CountDownLatch latch = new CountDownLatch(1);
        boolean[] first = new boolean[1];
        actors.together(() -> first[0] = latch.getCount() == 1, latch::countDown);
        assumeTrue(first[0]);
    }

    @Interleaved(finds = Found.FAILURE)
    @Outcome(id = "2", is = Expect.ACCEPTABLE, because = "both came in")
    @Outcome(id = "1", is = Expect.FORBIDDEN, because = "one was lost")
    void passes_as_it_finds_what_is_forbidden(Actors actors, Outcomes outcomes) {
        twice(actors, () -> account.payInTwoSteps(1));
        outcomes.saw(account.balance());
    }

    @Interleaved(finds = Found.DEADLOCK)
    void fails_as_it_finds_nothing(Actors actors) {
        twice(actors, () -> account.payIn(1));
    }

    @Interleaved
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void passes_with_each_parameter(int amount, Actors actors) {
        twice(actors, () -> account.payIn(amount));
        assertEquals(2 * amount, account.balance());
    }

    @Interleaved
    @ParameterizedTest
    @EnumSource
    void passes_with_each_constant(Account.Kind kind) {
        assertThat(kind == Account.Kind.PRIVATE || kind == Account.Kind.SHARED).isTrue();
    }

    static Stream<Account> accounts() {
        return Stream.of(new Account());
    }

    @Interleaved
    @ParameterizedTest
    @MethodSource("accounts")
    void fails_with_an_object_that_is_under_control(Account given) {
        given.payIn(1);
    }

    @Interleaved
    @RepeatedTest(2)
    void passes_when_repeated(Actors actors) {
        twice(actors, () -> account.payIn(1));
    }

    @Interleaved
    @TestFactory
    Stream<DynamicTest> fails_as_a_factory() {
        return Stream.empty();
    }

    @Nested
    class Inside {
        private int balanceBefore = -1;

        @BeforeEach
        void looks() {
            assertEquals(1, before, "the outer object is prepared first");
            balanceBefore = account.balance();
        }

        @Interleaved
        void passes_inside(Actors actors) {
            twice(actors, () -> account.payIn(1));
            assertEquals(balanceBefore + 2, account.balance());
        }
    }
}
