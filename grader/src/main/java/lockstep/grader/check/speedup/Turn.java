package lockstep.grader.check.speedup;

/**
 * One round of a measurement: baseline, submission and reference took their turns on the same input, and gave the same
 * answer.
 *
 * @param submission of the submission, or, if it was cut off, the time after which that was done
 * @param cutOff whether the submission was given up because it took many times as long as the reference
 */
record Turn(Lap baseline, Lap submission, Lap reference, boolean cutOff) {

    /** Returns the submission's speedup in this round; an upper bound if it was cut off. */
    double speedup() {
        return (double) baseline.nanos() / submission.nanos();
    }

    /** Returns the reference's speedup in this round. */
    double attained() {
        return (double) baseline.nanos() / reference.nanos();
    }

    /** Returns the submission's speed as a part of the reference's in this round; an upper bound if it was cut off. */
    double partOfReference() {
        return (double) reference.nanos() / submission.nanos();
    }
}
