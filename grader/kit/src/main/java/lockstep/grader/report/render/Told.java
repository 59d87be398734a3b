package lockstep.grader.report.render;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/** A check in words, for exports that have one text per test. */
final class Told {

    /** What the entry is called that makes an export's parts add up to its total. */
    static final String ROUNDING = "Rounding of fractional points";

    private Told() {}

    /** Returns whether an export lists the check: all that bring points, and of the others what went wrong. */
    static boolean counts(CheckFeedback check) {
        return check.worth().maxScore() > 0 || check.verdict() == Outcome.FAILED;
    }

    /** Returns one sentence for every check that did not pass; null for the others. */
    static @Nullable String message(CheckFeedback check) {
        String message = check.explanation().message();
        return switch (check.verdict()) {
            case PASSED -> null;
            case FAILED -> message == null ? "It failed." : Shown.line(message);
            case INCONCLUSIVE -> "Pending, which is not your fault: " + known(message);
            case ERRORED -> "The grader failed, which is not your fault: " + known(message);
            case SKIPPED -> "Not asked: " + known(message);
        };
    }

    private static String known(@Nullable String message) {
        return message == null ? "no reason is known." : Shown.line(message);
    }

    /** Returns all that is said of a check, as plain text. */
    static String plain(CheckFeedback check) {
        CheckFeedback.Explanation words = check.explanation();
        return Stream.of(
                        message(check),
                        words.location() == null
                                ? null
                                : "At: " + Shown.line(words.location().toString()),
                        labelled("Why it matters", words.why()),
                        labelled("What to try", words.hint()),
                        labelled("Mistake", words.mistake()),
                        labelled("See it again", check.rerun().replay()))
                .filter(Predicate.not(line -> line == null))
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String labelled(String label, @Nullable String text) {
        return text == null ? null : label + ": " + Shown.line(text);
    }

    /** Returns the text's beginning, so that it has at most so many characters. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** Returns how it went in one line. */
    static String headline(Feedback feedback) {
        Digest digest = new Digest(feedback);
        return Stream.concat(
                        Stream.of(digest.fault(), digest.headline(), digest.pending()),
                        feedback.submission().remarks().stream())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** Returns a duration in seconds with three digits. */
    static double seconds(long millis) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", millis / 1000.0));
    }
}
