package lockstep.engine.explain;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lockstep.engine.control.Access;
import lockstep.engine.control.HeldLock;
import lockstep.engine.control.LibraryNames;
import lockstep.engine.control.RacePair;
import lockstep.engine.trace.Lock;
import lockstep.engine.trace.Value;
import org.jspecify.annotations.Nullable;

/** Tells from the locks that were held at two racing accesses what is wrong with the locking. */
final class RaceQueries {

    private final TracedExecution execution;
    private final RacePair race;
    private final Refusals refusals;
    private final @Nullable LostUpdate lost;
    private final List<HeldLock> first;
    private final List<HeldLock> second;

    RaceQueries(TracedExecution execution, RacePair race) {
        this.execution = execution;
        this.race = race;
        this.refusals = new Refusals(execution);
        this.lost = LostUpdates.of(execution);
        this.first = own(race.first());
        this.second = own(race.second());
    }

    /** What a pool's worker locks while it runs a task is not the program's affair. */
    private static List<HeldLock> own(Access access) {
        return access.locks().stream()
                .filter(held -> !held.lock().getClass().getName().contains("ThreadPoolExecutor$Worker"))
                .toList();
    }

    /** Returns what is wrong, or null if that cannot be told. */
    @Nullable
    Diagnosis diagnosis() {
        if (first.isEmpty() && second.isEmpty()) {
            return unlocked();
        }
        if (locksOnValues()) {
            return at(race.second(), BugPattern.LOCK_ON_VALUE);
        }
        if (first.isEmpty() != second.isEmpty()) {
            return oneUnlocked(first.isEmpty() ? race.first() : race.second());
        }
        return differentLocks();
    }

    private Diagnosis at(Access access, BugPattern pattern) {
        return Diagnosis.at(access.site(), pattern, access.threadName()).about(race.variable());
    }

    // ---- neither holds a lock

    private @Nullable Diagnosis unlocked() {
        Access writer = race.second().write() ? race.second() : race.first();
        Access other = writer == race.second() ? race.first() : race.second();
        if (execution.holdsReadLock(writer)) {
            return at(race.second(), BugPattern.CHANGE_UNDER_READ_LOCK).losing(lost);
        }
        if (execution.holdsReadLock(other)) {
            return unlockedWrite(writer);
        }
        if (isOfCollections()) {
            return at(race.second(), BugPattern.SHARED_COLLECTION);
        }
        if (execution.spins(other)) {
            return at(race.second(), BugPattern.PLAIN_FLAG);
        }
        Diagnosis unawaited = new EndQueries(execution).unawaited(race);
        return unawaited != null ? unawaited : unlockedUpdate();
    }

    private boolean isOfCollections() {
        return Stream.of(race.first(), race.second())
                .allMatch(access -> execution.operationAt(access.site()).isOfPlainCollection());
    }

    private @Nullable Diagnosis unlockedUpdate() {
        boolean isUpdate = execution.changes(race.first()) && execution.changes(race.second());
        if (isUpdate && execution.isGuardedElsewhere(race.variable())) {
            // Others lock, and these two do not.
            return unlockedWrite(race.second()).losing(lost).onlyIf(isOutOfDoubt(race.first()));
        }
        if (publishes()) {
            return at(race.second(), BugPattern.UNSAFE_PUBLICATION);
        }
        boolean guarded = execution.keepsThreadsApart();
        boolean started = execution.isStarted(race.first().threadName())
                && execution.isStarted(race.second().threadName());
        // Only numbers are what is counted; a flag may be part of a lock of the program's own making.
        if (isNumber() && (!guarded || started)) {
            var writes = execution.writesOf(race.variable());
            if (writes.size() > 1) {
                boolean again = writes.values().stream().anyMatch(times -> times > 1);
                return at(race.second(), again ? BugPattern.UNLOCKED_UPDATES : BugPattern.UNLOCKED_UPDATE)
                        .losing(lost);
            }
            if (!guarded) {
                return at(race.second(), BugPattern.NO_LOCK).losing(lost);
            }
        }
        return lost == null
                ? null
                : at(race.second(), BugPattern.LOST_UPDATE).losing(lost).onlyIf(false);
    }

    private boolean isNumber() {
        return !execution.operationAt(race.first().site()).isCall()
                && (isNumber(race.first()) || isNumber(race.second()));
    }

    private boolean isNumber(Access access) {
        return execution.touches(Value.Kind.NUMBER, access.site());
    }

    /** Whether one thread reads a reference to an object that another one writes. */
    private boolean publishes() {
        Access writer = race.second().write() ? race.second() : race.first();
        Access reader = writer == race.second() ? race.first() : race.second();
        return !reader.write()
                && !race.variable().isOrdering()
                && execution.touches(Value.Kind.OBJECT, writer.site())
                && !execution.operationAt(writer.site()).isCall();
    }

    // ---- one holds a lock

    private Diagnosis oneUnlocked(Access unlocked) {
        if (refusals.concern(unlocked)) {
            return at(unlocked, BugPattern.TRY_LOCK_IGNORED);
        }
        if (publishes()) {
            return at(unlocked, BugPattern.UNSAFE_PUBLICATION);
        }
        if (execution.locksInMethodOf(unlocked)) {
            return at(unlocked, outsideOfLock(unlocked));
        }
        return execution.changes(unlocked)
                ? unlockedWrite(unlocked)
                : at(unlocked, BugPattern.UNLOCKED_READ).onlyIf(isNumber(unlocked) && !refusals.precede(unlocked));
    }

    /** The method takes the lock, but this access comes before or after. */
    private BugPattern outsideOfLock(Access unlocked) {
        if (unlocked.write()) {
            return BugPattern.WRITE_OUTSIDE_LOCK;
        }
        if (execution.changes(unlocked)) {
            return BugPattern.CHECK_OUTSIDE_LOCK;
        }
        return execution.hasGivenBack(unlocked) ? BugPattern.READ_AFTER_RELEASE : BugPattern.READ_OUTSIDE_LOCK;
    }

    private Diagnosis unlockedWrite(Access access) {
        return at(access, BugPattern.UNLOCKED_WRITE).onlyIf(isOutOfDoubt(access));
    }

    /** Whether no lock that the method takes, or is refused, can be meant by it. */
    private boolean isOutOfDoubt(Access access) {
        return (isNumber(race.first()) || isNumber(race.second()))
                && !execution.locksInMethodOf(access)
                && !refusals.precede(access);
    }

    // ---- both hold a lock, but no common one

    private Diagnosis differentLocks() {
        Object one = first.get(0).lock();
        Object other = second.get(0).lock();
        if (one.getClass() == other.getClass() && one instanceof Runnable) {
            return at(race.second(), BugPattern.LOCK_ON_WORKER);
        }
        if (race.variable().isStatic() && areOfTwoInstances(one, other)) {
            return at(race.second(), BugPattern.LOCK_OF_INSTANCE_FOR_STATIC);
        }
        if (isNewForEachCall(one, other)) {
            return at(race.second(), BugPattern.LOCK_PER_CALL);
        }
        String oneField = fieldOf(one);
        String otherField = fieldOf(other);
        return at(race.second(), BugPattern.TWO_LOCKS)
                .onlyIf(oneField != null && otherField != null && !oneField.equals(otherField));
    }

    /** Returns whether boxed values are locked on, and not the same one all the time. */
    private boolean locksOnValues() {
        Set<Object> values = TracedExecution.byIdentity(execution
                .takings()
                .map(Lock::object)
                .filter(lock -> lock instanceof Number || lock instanceof Boolean || lock instanceof Character));
        return values.size() > 1;
    }

    /** Returns whether every lock of this kind that is taken is a new one, which no field holds. */
    private boolean isNewForEachCall(Object one, Object other) {
        List<Lock> taken = execution
                .takings()
                .filter(lock -> lock.object().getClass() == one.getClass())
                .toList();
        return one.getClass() == other.getClass()
                && TracedExecution.byIdentity(taken.stream().map(Lock::object)).size() == taken.size()
                && taken.size() > 1
                && taken.stream().allMatch(lock -> lock.field() == null && !isOfProgram(lock.object()));
    }

    /** Returns whether the locks are two objects of the program, or the same field of two objects. */
    private boolean areOfTwoInstances(Object one, Object other) {
        boolean monitors = isOfProgram(one) && one.getClass() == other.getClass();
        String field = fieldOf(one);
        return monitors || (field != null && field.equals(fieldOf(other)));
    }

    private static boolean isOfProgram(Object object) {
        Class<?> type = object.getClass();
        return type.getClassLoader() != null && !LibraryNames.isCopy(type.getName());
    }

    private @Nullable String fieldOf(Object lock) {
        Lock known = execution.known(lock);
        return known == null ? null : known.field();
    }
}
