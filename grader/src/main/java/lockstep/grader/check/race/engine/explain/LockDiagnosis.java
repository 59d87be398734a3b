package lockstep.grader.check.race.engine.explain;

import java.util.List;
import lockstep.grader.check.race.engine.control.Access;
import lockstep.grader.check.race.engine.control.HeldLock;
import lockstep.grader.check.race.engine.control.RacePair;

/** Tells from the locks that were held at two racing accesses what is wrong with the locking. */
final class LockDiagnosis {

    private LockDiagnosis() {}

    static Diagnosis of(RacePair race, Story story) {
        List<HeldLock> first = own(race.first());
        List<HeldLock> second = own(race.second());
        Story.LostUpdate lost = story.lostUpdate();
        String told = lost == null ? "" : lost.sentence();
        if (first.isEmpty() && second.isEmpty()) {
            return unlocked(race, story, told);
        }
        if (first.stream().anyMatch(LockDiagnosis::isValue) || second.stream().anyMatch(LockDiagnosis::isValue)) {
            return new Diagnosis(
                    "The lock is a boxed value: when the value changes, it is another object.",
                    "C7",
                    "Lock on an object that stays the same as long as the counter lives.",
                    story.line(race.second().site()));
        }
        if (first.isEmpty() != second.isEmpty()) {
            return oneUnlocked(first.isEmpty() ? race.first() : race.second(), story);
        }
        return differentLocks(race, first, second, story);
    }

    /** What a pool's worker locks while it runs a task is not the submission's affair. */
    private static List<HeldLock> own(Access access) {
        return access.locks().stream()
                .filter(held -> !held.lock().getClass().getName().contains("ThreadPoolExecutor$Worker"))
                .toList();
    }

    private static Diagnosis unlocked(RacePair race, Story story, String told) {
        if (story.usesReadLock()) {
            return new Diagnosis(
                    told.isEmpty() ? "A read lock lets several threads in at once." : told,
                    "C14",
                    "A read lock is for reading: whoever writes needs the write lock.",
                    story.line(race.second().site()));
        }
        boolean nobodyLocks = !story.hasLocks();
        return new Diagnosis(
                told,
                nobodyLocks && story.isField(race) ? "C1" : null,
                null,
                story.line(race.second().site()));
    }

    private static Diagnosis oneUnlocked(Access unlocked, Story story) {
        if (story.calls(unlocked.thread(), ".tryLock()")) {
            return new Diagnosis(
                    unlocked.threadName() + " did not get the lock and went on without it.",
                    "C15",
                    "tryLock() answers whether you have the lock: what do you do when it says no?",
                    story.line(unlocked.site()));
        }
        boolean reader = !unlocked.write() && !story.writesLater(unlocked);
        return new Diagnosis(
                unlocked.threadName() + (reader ? " reads" : " changes it")
                        + " without the lock that the other one holds.",
                reader ? (story.readsNumber(unlocked.site()) ? "C3" : null) : "C4",
                reader
                        ? "Reading takes part in the agreement too: only under the same lock does it see what was written."
                        : null,
                story.line(unlocked.site()));
    }

    private static Diagnosis differentLocks(RacePair race, List<HeldLock> first, List<HeldLock> second, Story story) {
        String mistake = "S22";
        String sentence = "The two hold different locks.";
        String hint = "Two threads keep each other out only by one and the same lock object.";
        if (story.takenByOneOnly(first) && story.takenByOneOnly(second) && sameSite(first, second)) {
            mistake = "C5";
            sentence = "Each call makes a lock of its own.";
        }
        return new Diagnosis(sentence, mistake, hint, story.line(race.second().site()));
    }

    private static boolean sameSite(List<HeldLock> first, List<HeldLock> second) {
        return first.get(0).lock().getClass() == second.get(0).lock().getClass();
    }

    private static boolean isValue(HeldLock held) {
        Object lock = held.lock();
        return lock instanceof Number || lock instanceof String || lock instanceof Boolean || lock instanceof Character;
    }
}
