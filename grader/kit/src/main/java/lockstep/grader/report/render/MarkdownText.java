package lockstep.grader.report.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that GitHub's Markdown shows as it is: no emphasis, link, image, tag, table cell, mention or reference. */
final class MarkdownText {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]|~$!^]");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private MarkdownText() {}

    /** Returns one line for a paragraph, a heading or a cell. */
    static String inline(String text) {
        String escaped = SPECIAL.matcher(Shown.line(text)).replaceAll("\\\\$0");
        return escaped.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                // GitHub links these after parsing, so that a backslash is too late; the space has no width.
                .replace("@", "@&#8203;")
                .replace("#", "#&#8203;")
                .replace("://", "\\://")
                .replace("www.", "www\\.");
    }

    /** Returns the text as code within a line. */
    static String code(String text) {
        String inline = inline(text);
        return inline.isEmpty() ? "" : "<code>" + inline + "</code>";
    }

    /** Returns a block of code, its fence longer than any in the text. */
    static String fence(String text) {
        String shown = Shown.lines(text);
        int longest = 2;
        Matcher ticks = BACKTICKS.matcher(shown);
        while (ticks.find()) {
            longest = Math.max(longest, ticks.end() - ticks.start());
        }
        String fence = "`".repeat(longest + 1);
        return "\n" + fence + "text\n" + shown + (shown.endsWith("\n") ? "" : "\n") + fence + "\n";
    }
}
