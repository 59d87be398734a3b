package lockstep.grader.probe;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SpinMeetingTest {

    @Test
    @Timeout(10)
    void a_party_that_nobody_meets_goes_on_alone() {
        new SpinMeeting(2).visit();
    }

    @Test
    @Timeout(10)
    void a_meeting_of_one_lets_everyone_pass() {
        SpinMeeting meeting = new SpinMeeting(1);
        meeting.visit();
        meeting.visit();
    }

    @Test
    void two_parties_leave_together() throws Exception {
        SpinMeeting meeting = new SpinMeeting(2);
        BackgroundCall<Integer> other = BackgroundCall.start("visit()", () -> {
            meeting.visit();
            return 0;
        });
        meeting.visit();
        other.await(Duration.ofSeconds(10));
    }
}
