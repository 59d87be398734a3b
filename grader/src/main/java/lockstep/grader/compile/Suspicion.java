package lockstep.grader.compile;

import java.util.ArrayDeque;
import java.util.Deque;
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
    private static final int NESTED_LAMBDAS = 4;
    private static final int MANY_JOINED_TEXTS = 4;
    private static final int MANY_CHARACTERS = 120_000;

    private static final Pattern DOUBLING = Pattern.compile("\\b(\\w+)\\s*\\+\\s*\\1\\b");

    private static final Pattern TEXT = Pattern.compile("\\b(?:String|var)\\s++\\w++\\s*+=");
    private static final Pattern JOIN = Pattern.compile("[+]");
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
        String code = BareCode.of(text);
        // Escapes such as \\u0022 begin and end texts for the compiler and for nobody else, and nobody needs many.
        return text.contains("\\u")
                || depth(code) > DEEP
                || nestedLambdas(code) > NESTED_LAMBDAS
                || joinedTexts(code) > MANY_JOINED_TEXTS
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

    /** Which of a method's variants is meant is tried anew for each lambda within an argument that is a lambda. */
    private static int nestedLambdas(String code) {
        Deque<Boolean> open = new ArrayDeque<>();
        int nested = 0;
        int deepest = 0;
        for (int i = 0; i < code.length(); i++) {
            switch (code.charAt(i)) {
                case '(', '{', '[' -> open.push(false);
                case ')', '}', ']' -> nested -= !open.isEmpty() && open.pop() ? 1 : 0;
                case '>' -> {
                    if (i > 0 && code.charAt(i - 1) == '-' && !open.isEmpty() && !open.peek()) {
                        open.pop();
                        open.push(true);
                        deepest = Math.max(deepest, ++nested);
                    }
                }
                default -> {
                    // Nothing that nests.
                }
            }
        }
        return deepest;
    }

    /** The compiler joins constant texts itself, and each may be made of the one before several times over. */
    private static int joinedTexts(String code) {
        int joins = 0;
        int texts = 0;
        for (String statement : code.split(";")) {
            int inIt = TEXT.matcher(statement).find() ? count(JOIN, statement) : 0;
            texts += inIt > 0 ? 1 : 0;
            joins += inIt;
        }
        return Math.max(texts, joins / 3);
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
