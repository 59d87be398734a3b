package lockstep.grader.check.race.explain;

import java.util.List;
import lockstep.engine.control.Access;
import lockstep.engine.control.HeldLock;
import lockstep.engine.control.RacePair;
import lockstep.grader.verdict.CheckId;
import org.jspecify.annotations.Nullable;

/** Tells from the locks that were held at two racing accesses what is wrong with the locking. */
final class RaceDiagnosis {

    private static final String ONE_LOCK = "Two threads keep each other out only by one and the same lock object.";

    private final CheckId check;
    private final RacePair race;
    private final Story story;
    private final List<HeldLock> first;
    private final List<HeldLock> second;

    private RaceDiagnosis(CheckId check, RacePair race, Story story) {
        this.check = check;
        this.race = race;
        this.story = story;
        this.first = own(race.first());
        this.second = own(race.second());
    }

    static Diagnosis of(CheckId check, RacePair race, Story story) {
        return new RaceDiagnosis(check, race, story).diagnosis();
    }

    /** What a pool's worker locks while it runs a task is not the submission's affair. */
    private static List<HeldLock> own(Access access) {
        return access.locks().stream()
                .filter(held -> !held.lock().getClass().getName().contains("ThreadPoolExecutor$Worker"))
                .toList();
    }

    private Diagnosis diagnosis() {
        if (first.isEmpty() && second.isEmpty()) {
            return unlocked();
        }
        if (story.locksOnValues()) {
            return at(
                    race.second(),
                    "The lock is a boxed value: when the value changes, it is another object.",
                    Pattern.LOCK_ON_VALUE,
                    "Lock on an object that stays the same as long as the counter lives.");
        }
        if (first.isEmpty() != second.isEmpty()) {
            return oneUnlocked(first.isEmpty() ? race.first() : race.second());
        }
        return differentLocks();
    }

    private Diagnosis unlocked() {
        Access writer = race.second().write() ? race.second() : race.first();
        Access other = writer == race.second() ? race.first() : race.second();
        Story.LostUpdate lost = story.lostUpdate();
        String told = lost == null ? "" : lost.sentence();
        if (story.holdsReadLock(writer)) {
            return at(
                    race.second(),
                    told.isEmpty() ? "A read lock lets several threads in at once." : told,
                    Pattern.CHANGE_UNDER_READ_LOCK,
                    "A read lock is for reading: whoever writes needs the write lock.");
        }
        if (story.holdsReadLock(other)) {
            return at(writer, writer.threadName() + " changes it without any lock.", mutator(writer), null);
        }
        if (story.isSharedList(race)) {
            return at(
                    race.second(),
                    "",
                    Pattern.SHARED_LIST,
                    "Which collection do several tasks change? Let each task return its result instead.");
        }
        if (story.spins(writer == race.second() ? race.first() : race.second())) {
            return at(
                    race.second(),
                    "One thread asks again and again for a plain field that the other one sets.",
                    Pattern.PLAIN_FLAG,
                    "What tells a thread that another one has ended, and makes visible what it wrote?");
        }
        return at(race.second(), told, update(lost), null);
    }

    /** Only numbers are what is to be counted; a flag may be a lock of the submission's own making. */
    private @Nullable Pattern update(Story.@Nullable LostUpdate lost) {
        if (story.isGuardedElsewhere(race.variable()) && mutator(race.first()) != null) {
            // Others lock, and these two do not.
            return mutator(race.second());
        }
        if (check.exercise().equals("processqueuesum")) {
            return story.isNumber(race) && story.isByWorkers(race) && story.writersOf(race.variable()) > 1
                    ? perElementOrThread()
                    : null;
        }
        if (story.hasLocks() || !story.isNumber(race)) {
            return null;
        }
        if (check.exercise().equals("lockedcounter")) {
            return story.isField(race) ? Pattern.UNLOCKED_UPDATE : null;
        }
        if (lost == null || !check.name().equals("adds-per-element") || !story.isByWorkers(race)) {
            return null;
        }
        return perElementOrThread();
    }

    private Pattern perElementOrThread() {
        return story.mostWritesOf(race.variable()) > 1 ? Pattern.UPDATE_PER_ELEMENT : Pattern.UPDATE_PER_THREAD;
    }

    private Diagnosis oneUnlocked(Access unlocked) {
        if (story.refusals().concern(unlocked)) {
            return at(
                    unlocked,
                    unlocked.threadName() + " did not get the lock and went on without it.",
                    Pattern.TRY_LOCK_IGNORED,
                    "tryLock() answers whether you have the lock: what do you do when it says no?");
        }
        boolean reads = !unlocked.write() && !story.writesLater(unlocked);
        if (story.locksInMethodOf(unlocked)) {
            return outside(unlocked, reads);
        }
        if (reads && story.methodOf(unlocked).endsWith(".get")) {
            return at(
                    unlocked,
                    unlocked.threadName() + " reads without the lock that the other one holds.",
                    story.readsNumber(unlocked.site()) && !story.refusals().precede(unlocked)
                            ? Pattern.UNLOCKED_READER
                            : null,
                    "Reading takes part in the agreement too: only under the same lock does it see what was written.");
        }
        String what = unlocked.write() || story.writesLater(unlocked) ? " changes it" : " reads it";
        return at(
                unlocked,
                unlocked.threadName() + what + " without the lock that the other one holds.",
                mutator(unlocked),
                null);
    }

    /** The method takes the lock, but this access comes before or after. */
    private Diagnosis outside(Access unlocked, boolean reads) {
        String what = unlocked.write() ? " changes it" : reads ? " reads it" : " looks at it";
        String sentence = unlocked.threadName() + what + " outside of the lock that the same method takes.";
        if (unlocked.write()) {
            return at(unlocked, sentence, null, "Which lines of the method have to be under its lock?");
        }
        return reads
                ? at(
                        unlocked,
                        sentence,
                        null,
                        story.hasGivenBack(unlocked)
                                ? "What a method returns has to be read while it holds the lock; a local variable"
                                        + " keeps it."
                                : "Each access belongs under the lock, also one that only looks.")
                : at(
                        unlocked,
                        sentence,
                        Pattern.CHECK_AND_ACT_APART,
                        "Look and act under one lock, without giving it back in between.");
    }

    /** A method that is there to change the value. */
    private @Nullable Pattern mutator(Access access) {
        return story.methodOf(access).matches("LockedCounter\\.(increment|decrement|incrementIfBelow|update)")
                        && story.isNumber(race)
                        && !story.locksInMethodOf(access)
                        && !story.refusals().precede(access)
                ? Pattern.UNLOCKED_CHANGE
                : null;
    }

    private Diagnosis differentLocks() {
        Object one = first.get(0).lock();
        Object other = second.get(0).lock();
        if (one.getClass() == other.getClass() && one instanceof Runnable) {
            return at(race.second(), "Each thread locks an object of its own.", Pattern.LOCK_ON_WORKER, ONE_LOCK);
        }
        if (race.variable().isStatic() && story.areOfTwoInstances(one, other)) {
            return at(
                    race.second(),
                    "The variable is static, and each of the two holds the lock of another instance.",
                    Pattern.LOCK_OF_INSTANCE_FOR_CLASS,
                    "Does the variable belong to one object or to all of them?");
        }
        if (story.isNewForEachCall(one, other)) {
            return at(race.second(), "Each call makes a lock of its own.", Pattern.LOCK_PER_CALL, ONE_LOCK);
        }
        return at(
                race.second(),
                "The two hold different locks.",
                story.areOfTwoFields(one, other) ? Pattern.TWO_LOCKS : null,
                ONE_LOCK);
    }

    private Diagnosis at(Access access, String sentence, @Nullable Pattern pattern, @Nullable String hint) {
        return new Diagnosis(sentence, pattern, null, hint, story.line(access.site()));
    }
}
