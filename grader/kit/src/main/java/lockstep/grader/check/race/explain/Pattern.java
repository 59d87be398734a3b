package lockstep.grader.check.race.explain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an execution can show beyond doubt, with the mistake that it is called in an exercise. */
enum Pattern {
    UNLOCKED_UPDATE(Map.of("lockedcounter", "C1")),
    UPDATE_PER_ELEMENT(Map.of("threadedsum", "S6", "processqueuesum", "S6")),
    UPDATE_PER_THREAD(Map.of("threadedsum", "S7", "processqueuesum", "S7")),
    VOLATILE_UPDATE(Map.of("lockedcounter", "C2", "threadedsum", "S8")),
    UNLOCKED_READER(Map.of("lockedcounter", "C3")),
    UNLOCKED_CHANGE(Map.of("lockedcounter", "C4")),
    LOCK_PER_CALL(Map.of("lockedcounter", "C5")),
    LOCK_OF_INSTANCE_FOR_CLASS(Map.of("lockedcounter", "C6", "threadedsum", "S21")),
    LOCK_ON_WORKER(Map.of("threadedsum", "S21")),
    LOCK_ON_VALUE(Map.of("lockedcounter", "C7")),
    KEPT_AFTER_EXCEPTION(Map.of("lockedcounter", "C8")),
    KEPT_AFTER_RETURN(Map.of("lockedcounter", "C9")),
    CHECK_AND_ACT_APART(Map.of("lockedcounter", "C11")),
    TAKEN_TWICE(Map.of("lockedcounter", "C12")),
    CHANGE_UNDER_READ_LOCK(Map.of("lockedcounter", "C14")),
    TRY_LOCK_IGNORED(Map.of("lockedcounter", "C15")),
    ATOMIC_IN_TWO_STEPS(Map.of("lockedcounter", "C17")),
    WAIT_WITHOUT_LOOP(Map.of("lockedcounter", "C19")),
    NO_NOTIFICATION(Map.of("lockedcounter", "B3")),
    LOCK_ORDER(Map.of("lockedcounter", "X1")),
    TWO_LOCKS(Map.of("lockedcounter", "S22", "threadedsum", "S22")),
    STATE_OF_TWO_CALLS(Map.of("threadedsum", "S10")),
    PLAIN_FLAG(Map.of("threadedsum", "S27")),
    SHARED_LIST(Map.of("poolmap", "P5")),
    NESTED_IN_ONE_POOL(Map.of("poolmap", "P19"));

    private final Map<String, String> mistakes;

    Pattern(Map<String, String> mistakes) {
        this.mistakes = Map.copyOf(mistakes);
    }

    /** Returns the mistake's id in the catalogue, or null where the exercise has none for it. */
    @Nullable
    String mistakeIn(String exercise) {
        return mistakes.get(exercise);
    }

    Map<String, String> mistakes() {
        return mistakes;
    }
}
