/**
 * The controlled engine: runs a concurrent program again and again, one thread at a time, each time in another order, and
 * shows the order in which it fails.
 *
 * <p>What a user sees is this package and {@link lockstep.engine.junit}:
 *
 * <ul>
 *   <li>{@link lockstep.engine.Engine} searches for an order, runs one again, and tells in words what was found;
 *   <li>{@link lockstep.engine.Scenario} is what is run: a method of a class under control, or any body;
 *   <li>{@link lockstep.engine.Actors} let threads loose together, and choose; the arbiter is what follows them. A scenario may
 *       do without and make threads of its own;
 *   <li>{@link lockstep.engine.Calls} says which calls should be one step, and tells by which line a call came back;
 *   <li>{@link lockstep.engine.Weaving} says which classes are under control;
 *   <li>{@link lockstep.engine.Budget} says how far to search, in interleavings and steps;
 *   <li>{@link lockstep.engine.SearchResult} is what a search came to, and {@link lockstep.engine.Schedule} an order in which
 *       threads take turns, as text short enough for a command line;
 *   <li>{@link lockstep.engine.junit.Interleaved} is all of that as an annotation of a test.
 * </ul>
 *
 * <p>The packages below are internal, but for the data that a result holds. How they work:
 *
 * <h2>Weaving</h2>
 *
 * A class under control is rewritten by ASM when it is loaded. Before each access to a field or an array element, each monitor
 * operation, each call that starts, stops or waits for a thread, and each call into the JDK that touches an object, it calls a
 * hook. Locks, atomics, queues, pools and collections are copies of the running JDK's own classes, woven as well, so that they
 * behave as that JDK documents; only what these stand on is the engine's: parking, compare-and-set, starting threads, time.
 * Fray (Li et al., OOPSLA 2025) controls the real classes by agents instead, Lincheck (Koval et al., CAV 2023) weaves at load
 * as well. Code that is not under control runs as one step.
 *
 * <h2>Control</h2>
 *
 * Each thread of the program runs on a thread of the engine's, and only the one that has the token moves. A hook is a
 * <em>scheduling point</em> where an access touches what several threads touch and one of them writes: which places these are
 * is found while running, and the search of orders begins anew when one is added. Elsewhere a switch could not be seen. At a
 * scheduling point a <em>strategy</em> chooses among options: who goes on, whether a time-out expires, whether a wait ends with
 * no signal. Nobody can go on: a deadlock. Somebody runs and does not get on: a livelock. The unit of cost is the
 * <em>step</em>, one hook; the unit of a strategy's cost is the <em>preemption</em>, a switch away from a thread that could go
 * on.
 *
 * <h2>Memory</h2>
 *
 * An execution is sequentially consistent: no read gives an old value, no word is torn. What a compiler or a processor may
 * reorder is found as the data race behind it, by the happens-before order of JLS 17.4.5. Each thread has a vector clock, which
 * counts how much of each other thread's past is known; a release hands it to the variable, an acquire takes it over. Of each
 * variable, the last write is kept with its thread's time alone, as in FastTrack (Flanagan and Freund, PLDI 2009), and the last
 * read of each thread, as in DJIT+ (Pozniansky and Schuster, PPoPP 2003). A race between two writes that nobody reads is
 * benign ({@link lockstep.engine.search.BenignRaces}). A wrong result is preferred to a race: it says more.
 *
 * <h2>Search</h2>
 *
 * A portfolio of strategies. First and then by turns: iterative preemption bounding, all orders without a preemption, then all
 * with one, and so on (CHESS: Musuvathi and Qadeer, PLDI 2007), which leaves out those that lead to a state already visited; a
 * state is a hash of what each thread has done and could learn, so two orders have one where they have one happens-before
 * graph. By turns with it, random ones: priorities that fall at random places (PCT: Burckhardt et al., ASPLOS 2010), a walk
 * that is uniform over orders (SURW: Zhao et al., ASPLOS 2025), a plain walk. A bug of the kind most often found needs an order
 * of at most four accesses (Lu et al., ASPLOS 2008), so few preemptions find nearly all (Thomson et al., PPoPP 2014). What a
 * random order finds is shortened by delta debugging (ddmin: Zeller and Hildebrandt, TSE 2002). <em>Exhausted</em> is said of a
 * search that has tried all, with nothing cut off, passed over or out of control. All that is drawn comes from one seed; the
 * same seed gives the same answer on every machine, unless the budget's time runs out first.
 *
 * <h2>Time</h2>
 *
 * The clock that the program reads is virtual, in nanoseconds. It goes on by about a millisecond when it is read, and to the
 * earliest deadline when nobody can go on, or all who can only repeat themselves, so an hour costs nothing. Beyond that, time
 * is a part of the order: a sleep or a time-out may end while others can go on, as on a busy machine, for the price of a preemption and a few times in a run;
 * likewise who has been woken may go on only when its time is up as well, and who waits in slices may hold up all others.
 * Deadlines keep their order. {@code yield} and {@code onSpinWait} are hints, and {@code wait}, {@code await} and {@code park}
 * may return with no signal.
 *
 * <h2>Trace and explanation</h2>
 *
 * An order that fails is run once more with a trace of what each thread read, wrote, took, gave back and waited for, and where.
 * {@link lockstep.engine.Engine#describe} tells the steps at which threads meet. Who knows more of the program can ask the
 * trace for a bug pattern: a lost update, a check outside the lock, a wait without a loop. Where calls should be one step, the
 * one that others have cut in two is found on a ring of conflicts (Velodrome: Flanagan, Freund and Yi, PLDI 2008).
 *
 * <h2>What it cannot see</h2>
 *
 * <ul>
 *   <li>Code that is not woven: native methods, libraries that are left out, threads that these start. Where the engine notices
 *       it, the result is <em>not controlled</em>, and nothing is judged: never "exhausted".
 *   <li>Objects of JDK classes that are not copied, such as {@code StringBuilder}: a call is taken for one access to all that is
 *       in it, a write unless its name is one of a list of readers'.
 *   <li>Input and output, other processes, the garbage collector: they behave as they do, and are part of no order.
 *   <li>Wrong results that only reordering shows: the data race is found in their place.
 *   <li>Bugs that need other calls, more threads or more switches than the scenario and the budget have. A search without a
 *       fault is no proof, unless it is exhausted, and then one for this scenario alone.
 *   <li>Speed: a program that is right and slow is right.
 * </ul>
 */
@NullMarked
package lockstep.engine;

import org.jspecify.annotations.NullMarked;
