package lockstep.grader.submission;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java source as plain text: what can be told of it before it is compiled. Unicode escapes are not seen. */
public final class JavaCode {

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|enum|interface)\\s++([\\w$\\p{L}]++)");

    private JavaCode() {}

    /** Returns whether the text declares a type of this name outside of any braces. */
    static boolean declares(String text, String type) {
        // Most files do not even mention it.
        return text.contains(type) && topLevelTypes(text).contains(type);
    }

    /** Returns the simple names of the types that the text declares outside of any braces, in their order. */
    static Set<String> topLevelTypes(String text) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        String code = withoutComments(text);
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth <= 0) {
                outside.append(c);
            }
        }
        Set<String> names = new LinkedHashSet<>();
        Matcher type = TYPE.matcher(outside);
        while (type.find()) {
            names.add(type.group(1));
        }
        return names;
    }

    /**
     * Returns the text with blanks in place of comments and literals, its lines where they were. Each of the line ends of
     * Java (JLS 3.4), a carriage return alone as well, is a line feed.
     */
    public static String withoutComments(String original) {
        String text = original.replace("\r\n", " \n").replace('\r', '\n');
        StringBuilder code = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int end = endOfNoCode(text, i);
            for (; i < end; i++) {
                code.append(text.charAt(i) == '\n' ? '\n' : ' ');
            }
            if (i < text.length() && endOfNoCode(text, i) == i) {
                code.append(text.charAt(i));
                i++;
            }
        }
        return code.toString();
    }

    /** Returns the end of the comment or literal that begins here; here, if none does. */
    private static int endOfNoCode(String text, int from) {
        if (text.startsWith("//", from)) {
            return orEnd(text, text.indexOf('\n', from));
        } else if (text.startsWith("/*", from)) {
            int end = text.indexOf("*/", from + 2);
            return end < 0 ? text.length() : end + 2;
        } else if (text.startsWith("\"\"\"", from)) {
            int end = text.indexOf("\"\"\"", from + 3);
            return end < 0 ? text.length() : end + 3;
        }
        char quote = text.charAt(from);
        if (quote != '"' && quote != '\'') {
            return from;
        }
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote || c == '\n') {
                return i + 1;
            }
        }
        return text.length();
    }

    private static int orEnd(String text, int place) {
        return place < 0 ? text.length() : place;
    }
}
