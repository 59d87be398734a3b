package lockstep.grader.compile;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockstep.grader.submission.SourceFile;

/**
 * Whether sources have a shape on which the compiler may take for ever: nesting, doubling, masses. Nothing that people
 * write for an exercise comes near; what does is compiled for trial first, at the cost of a second, and never refused for
 * its looks.
 */
final class Suspicion {

    private static final int DEEP = 16;
    private static final int MANY_FINALLY = 12;
    private static final int MANY_LAMBDAS = 100;
    private static final int MANY_TYPES = 100;
    private static final int MANY_DOUBLINGS = 8;
    private static final int MANY_CHARACTERS = 120_000;

    private static final Pattern TEXT_OR_COMMENT = Pattern.compile(
            "\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)*+'|//[^\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/");
    private static final Pattern DOUBLING = Pattern.compile("\\b(\\w+)\\s*\\+\\s*\\1\\b");
    private static final Pattern FINALLY = Pattern.compile("\\bfinally\\b");
    private static final Pattern LAMBDA = Pattern.compile("->");
    private static final Pattern TYPE =
            Pattern.compile("\\b(?:class|interface|enum|record)\\b|\\bnew\\s+\\w+\\s*\\([^()]*\\)\\s*\\{");

    private Suspicion() {}

    static boolean of(List<SourceFile> sources) {
        int characters = 0;
        for (SourceFile source : sources) {
            characters += source.text().length();
            if (characters > MANY_CHARACTERS || of(source.text())) {
                return true;
            }
        }
        return false;
    }

    private static boolean of(String text) {
        // Escapes such as \\u0028 hide brackets from whoever does not translate them, and nobody needs many.
        String code = TEXT_OR_COMMENT.matcher(text).replaceAll("0");
        return code.contains("\\u")
                || depth(code) > DEEP
                || count(FINALLY, code) > MANY_FINALLY
                || count(LAMBDA, code) > MANY_LAMBDAS
                || count(TYPE, code) > MANY_TYPES
                || count(DOUBLING, code) > MANY_DOUBLINGS;
    }

    private static int depth(String code) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < code.length(); i++) {
            switch (code.charAt(i)) {
                case '(', '{', '[' -> deepest = Math.max(deepest, ++depth);
                case ')', '}', ']' -> depth--;
                default -> {
                    // Only brackets nest.
                }
            }
        }
        return deepest;
    }

    private static int count(Pattern pattern, String code) {
        Matcher matcher = pattern.matcher(code);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
