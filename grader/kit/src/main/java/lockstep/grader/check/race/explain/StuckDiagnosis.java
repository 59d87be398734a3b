package lockstep.grader.check.race.explain;

import java.util.List;
import java.util.Objects;
import lockstep.engine.control.StuckThread;
import lockstep.grader.verdict.CheckId;
import org.jspecify.annotations.Nullable;

/** Tells from what threads wait for, and from who holds it, why they do not go on. */
final class StuckDiagnosis {

    private static final String GIVE_BACK =
            "A lock that is not given back stops every thread that comes later, for ever.";
    private static final String EVERY_PATH =
            "Give the lock back on every path out of the method, exceptions included: that is what finally is for.";

    private StuckDiagnosis() {}

    static Diagnosis of(CheckId check, List<StuckThread> threads, Story story) {
        for (StuckThread thread : threads) {
            switch (thread.holder()) {
                case THREW, LEFT -> {
                    return kept(thread, story);
                }
                case ALIVE, NONE -> {}
            }
        }
        if (threads.stream().anyMatch(thread -> waitsFor(thread, "a notify")) && !story.anyoneNotifies()) {
            return new Diagnosis(
                    "Nobody calls notify or notifyAll.",
                    Pattern.NO_NOTIFICATION,
                    "A waiting thread goes on only when it is told.",
                    "Who changes what the waiting thread waits for? That one has to tell it, on every path.",
                    null);
        }
        String twice = story.takesTwice(threads).orElse(null);
        if (twice != null) {
            return new Diagnosis(
                    twice + " holds it already: this lock does not let its holder in a second time.",
                    Pattern.TAKEN_TWICE,
                    "A semaphore and a StampedLock do not know who holds them: whoever takes them again waits for itself.",
                    "Which method calls another one that takes the same lock?",
                    null);
        }
        if (threads.stream().anyMatch(thread -> waitsFor(thread, "the initialisation of"))) {
            return new Diagnosis(
                    "",
                    null,
                    "One thread initialises a class, and all others that use the class wait until it has: also a thread for"
                            + " which the initialiser waits, or which initialises a class that this one needs.",
                    "What do the static fields and static blocks use, and which thread comes there first?",
                    null);
        }
        if (isRing(threads)) {
            return new Diagnosis(
                    "",
                    Pattern.LOCK_ORDER,
                    "Each of them holds a lock that another one waits for, so none can ever go on.",
                    "If all methods take their locks in one and the same order, no such ring can form.",
                    null);
        }
        return ofTasks(check, threads);
    }

    private static Diagnosis ofTasks(CheckId check, List<StuckThread> threads) {
        boolean worker =
                threads.stream().anyMatch(thread -> thread.name().matches("T\\d+") && waitsFor(thread, "a FutureTask"));
        if (check.name().equals("nested") && worker) {
            return new Diagnosis(
                    "The workers wait for tasks that only a worker could run.",
                    Pattern.NESTED_IN_ONE_POOL,
                    "A worker that waits for another task of its own pool does not work meanwhile: when all wait, nobody"
                            + " is left to run what they wait for.",
                    "How many pools are there when a call is made within a call?",
                    null);
        }
        boolean latch = threads.stream().anyMatch(thread -> waitsFor(thread, "a CountDownLatch"));
        return latch
                ? new Diagnosis(
                        "",
                        null,
                        "A latch opens only when it has been counted down as often as it was told.",
                        "Is countDown() reached on every path through the task, also when the task throws?",
                        null)
                : Diagnosis.NONE;
    }

    private static boolean waitsFor(StuckThread thread, String what) {
        String waits = thread.waitsFor();
        return waits != null && waits.startsWith(what);
    }

    private static Diagnosis kept(StuckThread thread, Story story) {
        String holder = Objects.requireNonNull(thread.heldBy());
        if (story.threwWhileHolding(holder, thread.heldSince())) {
            return kept(thread, story, Pattern.KEPT_AFTER_EXCEPTION, holder + " kept the lock after an exception.");
        }
        if (story.unlocksElsewhere(thread.heldSince())) {
            return kept(
                    thread, story, Pattern.KEPT_AFTER_RETURN, holder + " left the method on a path without unlock.");
        }
        return kept(thread, story, null, holder + " went on without giving the lock back.");
    }

    private static Diagnosis kept(StuckThread thread, Story story, @Nullable Pattern pattern, String sentence) {
        return new Diagnosis(sentence, pattern, GIVE_BACK, EVERY_PATH, story.line(thread.heldSince()));
    }

    /** Whether each of at least two threads waits for a lock that another one of them holds. */
    private static boolean isRing(List<StuckThread> threads) {
        List<StuckThread> waiting = threads.stream()
                .filter(thread ->
                        thread.heldBy() != null && !thread.name().equals(thread.heldBy()) && thread.waitsFor() != null)
                .toList();
        return waiting.stream()
                        .filter(thread ->
                                waiting.stream().anyMatch(other -> other.name().equals(thread.heldBy())))
                        .count()
                > 1;
    }
}
