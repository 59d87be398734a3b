package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.List;

/** Text in a terminal's columns: how wide it is, and where it breaks. */
public final class Columns {

    private Columns() {}

    /** Returns how many columns the text takes. */
    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> wide(c) ? 2 : 1;
        };
    }

    /** East Asian wide and full-width characters, and pictographs, in their large blocks. */
    private static boolean wide(int c) {
        return c >= 0x1100
                && (c <= 0x115f
                        || c >= 0x2e80 && c <= 0xa4cf && c != 0x303f
                        || c >= 0xac00 && c <= 0xd7a3
                        || c >= 0xf900 && c <= 0xfaff
                        || c >= 0xfe30 && c <= 0xfe6f
                        || c >= 0xff00 && c <= 0xff60
                        || c >= 0xffe0 && c <= 0xffe6
                        || c >= 0x1f300 && c <= 0x1faff
                        || c >= 0x20000 && c <= 0x3fffd);
    }

    /** Returns the text padded to a width. */
    public static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - width(text)));
        return right ? blanks + text : text + blanks;
    }

    /** Returns the text, or as much of it as the width has room for. */
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int c : text.codePoints().toArray()) {
            used += width(c);
            if (used > width) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept + "…";
    }

    /** Returns the lines of the text, broken at spaces, and within a word only where it is wider than a line. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> wrapLine(line, Math.max(4, width), lines));
        return lines.isEmpty() ? List.of("") : lines;
    }

    private static void wrapLine(String text, int width, List<String> lines) {
        if (width(text) <= width) {
            lines.add(text);
            return;
        }
        // Leading blanks stay: a compiler's message and a stack trace are indented.
        int indent = Math.min(text.length() - text.stripLeading().length(), width / 2);
        StringBuilder line = new StringBuilder(" ".repeat(indent));
        int used = indent;
        boolean empty = true;
        for (String word : text.strip().split(" +", -1)) {
            int wordWidth = width(word);
            if (!empty && used + 1 + wordWidth > width) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
                empty = true;
            }
            if (!empty) {
                line.append(' ');
                used++;
            }
            for (int c : word.codePoints().toArray()) {
                if (used + width(c) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                    used = 0;
                }
                line.appendCodePoint(c);
                used += width(c);
            }
            empty = false;
        }
        lines.add(line.toString());
    }
}
