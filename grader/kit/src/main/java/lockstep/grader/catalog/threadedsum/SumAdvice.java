package lockstep.grader.catalog.threadedsum;

import lockstep.grader.verdict.Advice;

/** What to learn from a mistake that the evidence names. */
final class SumAdvice {

    static final Advice RUN_FOR_START = new Advice(
            "Calling run() is an ordinary method call: the calling thread does the work, and no new thread exists.",
            "Which method of Thread makes the new thread call run() for you?",
            "S1");
    static final Advice ONE_AFTER_THE_OTHER = new Advice(
            "join() waits until a thread has ended. Called right after start(), it lets no two threads live at once.",
            "Start all threads before you wait for the first one: that takes two loops.",
            "S2");
    static final Advice READ_TOO_EARLY = new Advice(
            "A started thread works on while your method goes on: its partial sum is there only after it has ended.",
            "Which method waits for the end of a thread, and which line has to come after it, for every thread?",
            "S3");
    static final Advice SLEEP_FOR_JOIN = new Advice(
            "No sleep is long enough for every machine and every term, and it tells you nothing about the threads.",
            "Ask each thread itself: one of Thread's methods returns exactly when that thread has ended.",
            "S4");
    static final Advice TAKES_TURNS = new Advice(
            "A lock around the work lets one thread compute while all others wait for it.",
            "Let each thread add up into a variable of its own, and bring the partial sums together at the end.",
            "S9");
    static final Advice LEFTOVERS = new Advice(
            "What one call leaves in a field, the next call or a second one at the same time finds there.",
            "Where does each variable live: in the call, in the instance or in the class? Keep a call's state in the call.",
            "S10");
    static final Advice DROPPED_REMAINDER = new Advice(
            "Integer division rounds down, so threads × (n / threads) can be less than n: the rest belongs to nobody.",
            "Give the remainder to someone, or compute each border as a fraction of the whole range.",
            "S11");
    static final Advice BORDERS = new Advice(
            "Where one share ends the next one begins: an element at the border must belong to exactly one of them.",
            "Write down first and last element of each share for 10 elements and 3 threads. Is the last one inclusive?",
            "S12");
    static final Advice INT_OVERFLOW = new Advice(
            "An int ends at 2,147,483,647, a product of two ints too, even if you assign it to a long afterwards.",
            "Look for every int and every (int) between the range and the sum; which of them should be a long?",
            "S13");
    static final Advice FEW_ELEMENTS = new Advice(
            "With more threads than elements some threads have nothing to do, and with no element nobody has.",
            "Go through your code with 1 element and 4 threads, then with 0 elements: what is each share?",
            "S14");
    static final Advice WRONG_NUMBER = new Advice(
            "The caller decides how many threads share the work; it knows the machine and the other work on it.",
            "Trace how many times your loop starts a thread, also where the range does not divide evenly.",
            "S15");
    static final Advice COMMON_POOL = new Advice(
            "The common pool belongs to the whole program: it has its own number of threads and its own work to do.",
            "Create java.lang.Threads yourself, as many as the call asks for.",
            "S16");
    static final Advice NOT_SHARED = new Advice(
            "Threads save time only if each takes a part of the work, and the caller waits for them.",
            "Print from inside the term which thread computes which element. Who does what?",
            "S17");
    static final Advice SWALLOWED = new Advice(
            "An exception ends only the thread in which it is thrown. The caller never hears of it by itself and takes a"
                    + " wrong number for the sum.",
            "Keep what a thread caught where the caller can find it after join(), and throw that very object there.",
            "S18");
    static final Advice INTERRUPT_SWALLOWED = new Advice(
            "An interrupt asks a waiting thread to stop waiting. Who catches it and goes on takes that away from the"
                    + " caller.",
            "Look at each catch of InterruptedException: what does the method's signature allow you to do instead?",
            "S19");
    static final Advice JOIN_WITH_LIMIT = new Advice(
            "join(millis) returns when the time is over, too, and does not say which of both happened.",
            "Is there a join that waits as long as it takes?",
            "S23");
    static final Advice JOINS_ONE = new Advice(
            "The thread started last need not be the one that ends last.",
            "Keep all the threads that you start, for instance in an array, and wait for each of them.",
            "S24");
    static final Advice LEFT_RUNNING = new Advice(
            "A thread that works on after the call uses up cores and touches objects that the caller thinks are done.",
            "Follow every way out of your method, also those by exception: has each thread ended there?",
            "S26");

    static final Advice LOST = new Advice(
            "total += x reads, adds and writes: if two threads do it at the same time, or one reads total before it computes"
                    + " x, the other one's addition is lost.",
            "Which variable do several threads write? Give each thread one of its own and add them up after the last join.",
            null);

    private SumAdvice() {}
}
