package lockstep.engine.explain;

/**
 * A way in which concurrent programs go wrong, as an execution shows it. The names follow Farchi, Nir and Ur (Concurrent
 * bug patterns and how to test them, IPDPS 2003) and Lu et al. (Learning from mistakes, ASPLOS 2008) where these have one.
 */
public enum BugPattern {

    // ---- accesses that no lock or one of several guards

    /** Several threads read, change and write one plain variable, and nothing keeps them apart. Each does so once. */
    UNLOCKED_UPDATE,
    /** As {@link #UNLOCKED_UPDATE}, by a thread that does so again and again. */
    UNLOCKED_UPDATES,
    /** The program uses nothing that could keep threads apart, and one reads what another one writes. */
    NO_LOCK,
    /** A method that takes no lock reads what others change under one. */
    UNLOCKED_READ,
    /** A method that takes no lock changes what others touch under one. */
    UNLOCKED_WRITE,
    /** A method takes the lock and changes the variable before or after it. */
    WRITE_OUTSIDE_LOCK,
    /** A method takes the lock and reads the variable without it. */
    READ_OUTSIDE_LOCK,
    /** A method reads what it returns when it has given the lock back. */
    READ_AFTER_RELEASE,
    /** A method takes the lock to change the variable, and looks at it before. */
    CHECK_OUTSIDE_LOCK,
    /** What was seen in one section under a lock is acted upon in another one, and another thread came in between. */
    CHECK_APART_FROM_ACT,
    /** A variable is changed by who holds a read lock. */
    CHANGE_UNDER_READ_LOCK,
    /** A refused {@code tryLock} is taken for a granted one. */
    TRY_LOCK_IGNORED,
    /** Who is refused the lock gives up, and what had to be done is not done. */
    TRY_LOCK_GIVEN_UP,

    // ---- locks that do not keep anybody out

    /** Two fields hold two locks, and each access takes one of them. */
    TWO_LOCKS,
    /** Each call makes a lock of its own. */
    LOCK_PER_CALL,
    /** Each thread locks the object that is its own task. */
    LOCK_ON_WORKER,
    /** A static variable is guarded by the lock of an instance. */
    LOCK_OF_INSTANCE_FOR_STATIC,
    /** The lock is a boxed value, and another object when the value changes. */
    LOCK_ON_VALUE,

    // ---- steps that are not one

    /** Two threads have read a volatile variable before either wrote it, and no lock is used. */
    VOLATILE_UPDATE,
    /** Two threads have read a variable before either wrote it; the accesses are ordered, but not as one step. */
    LOST_UPDATE,
    /** A call is several steps, and others come in between, so that it is neither before nor behind them. */
    NOT_ONE_STEP,
    /** Two threads have called {@code get} on an atomic variable before either called {@code set}. */
    ATOMIC_IN_TWO_STEPS,

    // ---- what is shared and should not be

    /** Several threads change a collection that is not made for that. */
    SHARED_COLLECTION,
    /** A field is written on behalf of two calls that have nothing to do with each other. */
    STATE_OF_TWO_CALLS,
    /** A reference is handed to another thread without anything that makes visible what it refers to (JLS 17.4.5, 17.5). */
    UNSAFE_PUBLICATION,
    /** A thread asks again and again for a plain field that another one sets. */
    PLAIN_FLAG,

    // ---- ends that are not awaited

    /** A thread reads what another one, which it has started, may still write. */
    MISSING_JOIN,
    /** A sleep stands for waiting: the other thread need not be done by then. */
    SLEEP_FOR_JOIN,
    /** A wait has ended by its time-out, and the thread goes on as if what it waited for had come. */
    TIME_OUT_IGNORED,

    // ---- threads that do not go on

    /** Each of several threads holds a lock that the next one waits for. */
    LOCK_ORDER,
    /** A lock was kept by a method that was left by an exception. */
    KEPT_AFTER_EXCEPTION,
    /** A lock was kept by a method that has an unlock, which was not come to. */
    KEPT_AFTER_RETURN,
    /** A lock was kept by a thread that has ended, or has thrown something elsewhere. */
    LOCK_KEPT,
    /** A thread waits for what it holds itself: the lock does not know its holder. */
    TAKEN_TWICE,
    /** A thread waits for a {@code notify}, and nobody ever calls it. */
    NO_NOTIFICATION,
    /** What a thread had looked at before it waited was changed, and nobody was notified of that. */
    SILENT_CHANGE,
    /** A {@code notify} came before the thread waited, which did not look whether it still had to. */
    LOST_WAKE_UP,
    /** One of several waiting threads was notified, and it was one that could not go on. */
    SINGLE_NOTIFY,
    /** A thread goes on after a wait that has ended for no reason (JLS 17.2.1). */
    WAIT_WITHOUT_LOOP,
    /** All workers wait for tasks that only a worker could run. */
    NESTED_IN_ONE_POOL,
    /** A thread waits for a class that another one initialises, and that one cannot go on (JLS 12.4.2). */
    INITIALISER_RING,
    /** Threads undo or repeat for ever what each other does. */
    LIVELOCK,
    /** A latch is not counted down as often as it was told. */
    LATCH_NOT_OPENED,
    /** A thread was interrupted, all have ended, and a call that is made afterwards waits for what one of them has kept. */
    KEPT_AFTER_INTERRUPT
}
