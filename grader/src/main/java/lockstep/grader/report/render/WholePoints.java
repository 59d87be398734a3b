package lockstep.grader.report.render;

import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.score.ScoringPolicy;

/**
 * Points for an export that knows neither fractions nor pending ones: each check is settled and rounded alone, and the
 * total is their sum, so that the two always agree.
 */
record WholePoints(int score, int maxScore) {

    static WholePoints of(Feedback feedback, CheckFeedback check) {
        boolean award = feedback.grader().policy() == ScoringPolicy.AWARD;
        double settled = check.worth().score() + (award ? check.pending() : 0);
        return new WholePoints(
                (int) Math.round(settled), (int) Math.round(check.worth().maxScore()));
    }

    static WholePoints of(Feedback feedback) {
        return feedback.checks()
                .map(check -> of(feedback, check))
                .reduce(
                        new WholePoints(0, 0),
                        (a, b) -> new WholePoints(a.score() + b.score(), a.maxScore() + b.maxScore()));
    }
}
