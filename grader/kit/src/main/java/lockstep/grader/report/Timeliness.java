package lockstep.grader.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What the rule about lateness makes of a submission. The points beside it are those without the rule.
 *
 * @param lateDays calendar days
 * @param freeDays those of them that cost nothing
 * @param kept the part of the points that is left, from 0 to 1
 * @param deduction what the rule takes of the score, in points
 */
public record Timeliness(
        @JsonUnwrapped SubmissionTime time,
        long lateDays,
        long freeDays,
        double kept,
        @JsonSerialize(using = Marks.Plain.class) double deduction) {

    /** Returns the rule's words on a score. */
    public static Timeliness of(SubmissionTime time, long lateDays, long freeDays, double kept, double score) {
        double deduction = Math.round(100 * (score - reduced(score, kept))) / 100.0;
        return new Timeliness(time, lateDays, freeDays, kept, deduction);
    }

    /** Returns what is left of points, however they are counted, in whole hundredths. */
    public double reduced(double points) {
        return reduced(points, kept);
    }

    private static double reduced(double points, double kept) {
        return Math.floor(100 * points * kept + 1e-6) / 100;
    }

    /** Returns the days, as people write them: {@code 3 days late (1 of them free)}. */
    public String days() {
        return lateDays == 0
                ? "in time"
                : lateDays
                        + (lateDays == 1 ? " day late" : " days late")
                        + (freeDays == 0 ? "" : " (" + freeDays + " of them free)");
    }

    /** Returns the days, the deduction from a score and where the time is from, in one line. */
    public String words(double score) {
        return (time.at() == null ? "Handed in" : "Handed in at " + time.at()) + ", counted as " + days()
                + (deduction > 0
                        ? ": " + Marks.text(deduction) + " points are deducted, which leaves "
                                + Marks.text(reduced(score))
                        : "")
                + ". Time from: " + time.origin() + ".";
    }
}
