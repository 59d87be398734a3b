package lockstep.grader.catalog.transfer;

import lockstep.grader.exercise.Exercise;
import lockstep.transfer.Accounts;

/** Declares the exercise {@code transfer}. */
public final class TransferExercise {

    private TransferExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        return Exercise.of(
                        "transfer",
                        "Money between accounts",
                        Accounts.class,
                        TransferRules.class,
                        TransferContract.class)
                .after("lockedcounter");
    }
}
