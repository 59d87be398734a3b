package lockstep.grader.report.render;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text of a stranger made safe to look at: whatever a terminal or a browser's layout would obey becomes visible. */
public final class Shown {

    private static final Pattern COMMAND = Pattern.compile("(?m)^([ ]*)::");

    private Shown() {}

    /** Returns one line. */
    public static String line(String text) {
        return lines(text).strip().replaceAll("\n+", " ");
    }

    /** Returns the text with its line feeds; tabs are spaces, other controls are written as in Java. */
    public static String lines(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            if (c == '\n') {
                out.append('\n');
            } else if (c == '\t') {
                out.append("    ");
            } else if (obeyed(c)) {
                escape(c, out);
            } else {
                out.appendCodePoint(c);
            }
        });
        return noCommands(out);
    }

    /** A CI runner obeys a printed line that begins with two colons or has "##[" in it, whatever the form of output. */
    static String noCommands(CharSequence text) {
        return COMMAND.matcher(text).replaceAll("$1: :").replace("##[", "## [");
    }

    /** Returns the text in ASCII: the kit's own signs by their likes, any other character as in Java. */
    static String ascii(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            String like = like(c);
            if (c < 0x80) {
                out.appendCodePoint(c);
            } else if (like != null) {
                out.append(like);
            } else {
                escape(c, out);
            }
        });
        return out.toString();
    }

    private static @Nullable String like(int c) {
        return switch (c) {
            case '…' -> "...";
            case '→' -> "->";
            case '×' -> "x";
            case '·', '•' -> "*";
            case '–', '—', '─' -> "-";
            case '’', '‘' -> "'";
            case '“', '”' -> "\"";
            case '≥' -> ">=";
            case '≤' -> "<=";
            default -> null;
        };
    }

    private static void escape(int c, StringBuilder out) {
        for (char half : Character.toChars(c)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
        }
    }

    private static boolean obeyed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
