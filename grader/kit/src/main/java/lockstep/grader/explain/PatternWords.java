package lockstep.grader.explain;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import lockstep.engine.explain.BugPattern;
import lockstep.engine.explain.Diagnosis;
import lockstep.engine.explain.Gap;
import lockstep.engine.explain.LostUpdate;
import org.jspecify.annotations.Nullable;

/** What a student is told of each bug pattern. The sentences are in {@code patterns.properties}. */
final class PatternWords {

    private static final ResourceBundle WORDS =
            ResourceBundle.getBundle("lockstep.grader.explain.patterns", Locale.ROOT);

    private PatternWords() {}

    /**
     * Returns what went wrong in one more sentence, or an empty text.
     *
     * @param gap where a call was cut in two, or null
     */
    static String sentence(Diagnosis diagnosis, @Nullable Gap gap) {
        LostUpdate lost = diagnosis.lost();
        if (lost != null) {
            return sentence(lost);
        }
        String sentence = text(diagnosis.pattern(), "sentence");
        if (sentence == null) {
            return "";
        }
        List<String> threads = diagnosis.threads();
        for (int i = 0; i < threads.size(); i++) {
            sentence = sentence.replace("{" + i + "}", threads.get(i));
        }
        sentence = gap == null ? sentence : sentence.replace("{gap}", between(gap));
        return diagnosis.variable() == null
                ? sentence
                : sentence.replace("{variable}", Words.shortly(diagnosis.variable()));
    }

    private static String between(Gap gap) {
        return gap.from().equals(gap.to())
                ? "two steps of line " + gap.to().number()
                : "line " + gap.from().number() + " and line " + gap.to().number();
    }

    private static String sentence(LostUpdate lost) {
        String read = Words.of(lost.read());
        String written = Words.of(lost.written());
        return String.join(" and ", lost.threads()) + " both read " + Words.shortly(lost.variable())
                + (read == null ? "" : " = " + read) + " before either wrote"
                + (written == null ? " it." : " " + written + ".");
    }

    /** Returns why it matters, or null for the check's own reason. */
    static @Nullable String why(BugPattern pattern) {
        return text(pattern, "why");
    }

    /** Returns what to try, or null for the check's own hint. */
    static @Nullable String hint(BugPattern pattern) {
        return text(pattern, "hint");
    }

    private static @Nullable String text(BugPattern pattern, String what) {
        String key = pattern.name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + what;
        return WORDS.containsKey(key) ? WORDS.getString(key) : null;
    }
}
