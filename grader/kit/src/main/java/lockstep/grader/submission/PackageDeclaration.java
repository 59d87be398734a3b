package lockstep.grader.submission;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The package declaration at the head of a source file.
 *
 * <p>Read from the text, before anything is compiled. A declaration written with unicode escapes is not seen; the
 * compiled class tells then.
 *
 * @param name empty where the file has no declaration
 * @param line where it is, or 1
 */
public record PackageDeclaration(String name, int line) {

    private static final Pattern DECLARATION = Pattern.compile("package\\s++([\\w$.\\p{L}]++)\\s*+;");

    /** Returns the declaration of this source. */
    public static PackageDeclaration of(SourceFile source) {
        return of(source.text());
    }

    static PackageDeclaration of(String text) {
        int start = afterComments(text);
        Matcher declaration = DECLARATION.matcher(text).region(start, text.length());
        if (!declaration.lookingAt()) {
            return new PackageDeclaration("", 1);
        }
        int line = 1
                + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        return new PackageDeclaration(declaration.group(1), line);
    }

    private static int afterComments(String text) {
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = endOf(text, "\n", at);
            } else if (text.startsWith("/*", at)) {
                at = endOf(text, "*/", at + 2);
            } else {
                return at;
            }
        }
        return at;
    }

    private static int endOf(String text, String mark, int from) {
        int at = text.indexOf(mark, from);
        return at < 0 ? text.length() : at + mark.length();
    }
}
