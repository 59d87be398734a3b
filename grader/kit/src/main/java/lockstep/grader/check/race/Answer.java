package lockstep.grader.check.race;

import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** What a call in a race has come back with, and by which line. */
public final class Answer {

    private @Nullable Object value;
    private @Nullable SourceLocation returnedAt;

    /** The calling thread's last call has returned this. */
    public void is(@Nullable Object it) {
        value = it;
        returnedAt = SubmissionFrames.returnedAt();
    }

    /** Returns it. */
    public @Nullable Object value() {
        return value;
    }

    /** Fails the scenario unless this is the answer. */
    public void expect(Race race, String what, @Nullable Object expected) {
        judge(() -> race.expect(what, expected, value));
    }

    /** Lets what fails because of this answer tell the line by which it came. */
    void judge(Runnable expectation) {
        try {
            expectation.run();
        } catch (CheckFailedError e) {
            throw e.answeredAt(returnedAt);
        }
    }
}
