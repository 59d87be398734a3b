package lockstep.grader.check.speedup;

/**
 * One round of a measurement: baseline, submission and reference took their turns on the same input, and gave the same
 * answer.
 *
 * @param submission of the submission, or, if it was given up, the time after which that was done
 */
record Turn(Lap baseline, Lap submission, Lap reference, End end) {

    /** How the submission's turn ended. */
    enum End {
        ANSWERED,
        /** It was given up because it took many times as long as the reference, and not for want of a core. */
        GIVEN_UP,
        /** It was given up, but its threads had wanted cores that they did not get. */
        STARVED
    }

    boolean isGivenUp() {
        return end != End.ANSWERED;
    }

    /** Returns the submission's speedup in this round; an upper bound if it was given up. */
    double speedup() {
        return (double) baseline.nanos() / submission.nanos();
    }

    /** Returns the reference's speedup in this round. */
    double attained() {
        return (double) baseline.nanos() / reference.nanos();
    }

    /** Returns the submission's speed as a part of the reference's in this round; an upper bound if it was given up. */
    double partOfReference() {
        return (double) reference.nanos() / submission.nanos();
    }

    /** Returns this turn as it would be if the submission had needed no more than a part of its time. */
    Turn inPartOfItsTime(double part) {
        Lap shorter = new Lap(Math.max(1, Math.round(part * submission.nanos())), submission.cpuNanos());
        return new Turn(baseline, shorter, reference, end);
    }
}
