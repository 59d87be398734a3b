package lockstep.grader.report.render;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.language.Language;
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
    static @Nullable String message(CheckFeedback check, Language language) {
        String message = check.explanation().message();
        String told =
                switch (check.verdict()) {
                    case PASSED -> null;
                    case FAILED -> message == null ? "It failed." : Shown.line(message);
                    case INCONCLUSIVE -> "Pending, which is not your fault: " + known(message);
                    case ERRORED -> "The grader failed, which is not your fault: " + known(message);
                    case SKIPPED -> "Not asked: " + known(message);
                };
        return told == null ? null : new Speech(language).line(told);
    }

    private static String known(@Nullable String message) {
        return message == null ? "no reason is known." : Shown.line(message);
    }

    /** Returns all that is said of a check, as plain text. */
    static String plain(CheckFeedback check, Language language) {
        CheckFeedback.Explanation words = check.explanation();
        return Stream.of(
                        message(check, language),
                        words.location() == null
                                ? null
                                : language.say("At") + ": "
                                        + Shown.line(words.location().toString()),
                        labelled("Why it matters", words.why(), language),
                        labelled("What to try", words.hint(), language),
                        labelled("Mistake", words.mistake(), language),
                        labelled("See it again", check.rerun().replay(), language))
                .filter(Predicate.not(line -> line == null))
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String labelled(String label, @Nullable String text, Language language) {
        return text == null ? null : language.say(label) + ": " + new Speech(language).line(text);
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
    static String headline(Feedback feedback, Language language) {
        Digest digest = new Digest(feedback);
        return Stream.concat(
                        Stream.of(digest.fault(), digest.headline(), digest.pending()),
                        feedback.submission().remarks().stream())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .map(language::say)
                .collect(Collectors.joining(" "));
    }

    /** Returns a duration in seconds with three digits. */
    static double seconds(long millis) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", millis / 1000.0));
    }
}
