package lockstep.grader.compile;

/** A source without what is in its comments and literals, which would be taken for code by whoever only searches. */
final class BareCode {

    private BareCode() {}

    /** Returns the text with a blank in the place of each comment, text, text block and character. */
    static String of(String text) {
        StringBuilder code = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = endOfOther(text, at);
            code.append(end > at ? ' ' : text.charAt(at));
            at = Math.max(end, at + 1);
        }
        return code.toString();
    }

    /** Returns where the comment or literal ends that begins here; the same place if none does. */
    private static int endOfOther(String text, int at) {
        if (text.startsWith("//", at)) {
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            return end < 0 ? text.length() : end + 2;
        }
        if (text.startsWith("\"\"\"", at)) {
            return endOfLiteral(text, at + 3, "\"\"\"");
        }
        char first = text.charAt(at);
        return first == '"' || first == '\'' ? endOfLiteral(text, at + 1, String.valueOf(first)) : at;
    }

    /** What is not closed where it has to be does not compile, so it does not matter where it ends. */
    private static int endOfLiteral(String text, int from, String mark) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.startsWith(mark, at)) {
                return at + mark.length();
            } else if (mark.length() == 1 && text.charAt(at) == '\n') {
                return at;
            }
        }
        return text.length();
    }
}
