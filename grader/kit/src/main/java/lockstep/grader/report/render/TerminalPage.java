package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Lines of a terminal as they are written: texts are made safe, wrapped and painted here, and nowhere else. */
final class TerminalPage {

    private final TerminalStyle style;
    private final StringBuilder out = new StringBuilder();

    TerminalPage(TerminalStyle style) {
        this.style = style;
    }

    int width() {
        return style.width();
    }

    /** Returns the page. Wrapping may have put a command to the beginning of a line. */
    String text() {
        return Shown.noCommands(out);
    }

    /** Returns the sign, or its like where the terminal has no Unicode. */
    String sign(String unicode, String ascii) {
        return style.unicode() ? unicode : ascii;
    }

    /** Returns how wide a column of these labels is. */
    int labels(List<String> labels) {
        return labels.stream()
                        .mapToInt(label -> Columns.width(said(label)))
                        .max()
                        .orElse(0)
                + 2;
    }

    void blank() {
        out.append('\n');
    }

    /** Writes a line across the page with a title in it. */
    void rule(String title, Ink ink) {
        String text = said(title).toUpperCase(Locale.ROOT) + " ";
        String rest = sign("─", "-").repeat(Math.max(0, width() - Columns.width(text)));
        out.append(ink.paint(text, style.colour()))
                .append(Ink.FAINT.paint(rest, style.colour()))
                .append('\n');
    }

    /** Writes a paragraph; later lines stand below the first one's text. */
    void paragraph(int indent, String text, Ink ink) {
        labelled(indent, "", 0, text, ink);
    }

    /** Writes lines that make a picture, or nothing where it does not fit. */
    void picture(int indent, List<String> lines, Ink ink) {
        if (lines.stream().allMatch(line -> indent + Columns.width(line) <= width())) {
            lines.forEach(line -> out.append(" ".repeat(indent))
                    .append(ink.paint(safe(line).replace('\n', ' '), style.colour()))
                    .append('\n'));
        }
    }

    /** Writes a label and beside it a text in lines of its own. */
    void labelled(int indent, String label, int labelWidth, String text, Ink ink) {
        String margin = " ".repeat(indent);
        List<String> lines = Columns.wrap(said(text), width() - indent - labelWidth);
        for (int i = 0; i < lines.size(); i++) {
            out.append(margin)
                    .append(Ink.FAINT.paint(i == 0 ? Columns.pad(said(label), labelWidth, false) : "", style.colour()))
                    .append(i == 0 ? "" : " ".repeat(labelWidth))
                    .append(ink.paint(lines.get(i), style.colour()))
                    .append('\n');
        }
    }

    /** Writes a label and beside it a command in one line, however long: a line that was wrapped here cannot be copied. */
    void command(int indent, String label, int labelWidth, String text) {
        out.append(" ".repeat(indent))
                .append(Ink.FAINT.paint(Columns.pad(said(label), labelWidth, false), style.colour()))
                .append(Ink.CYAN.paint(safe(text).replace('\n', ' '), style.colour()))
                .append('\n');
    }

    /** Writes a line of a left and a right text that are said already; where they do not fit together, the left one is wrapped. */
    void ends(int indent, String mark, String left, String right, Ink ink) {
        String safeRight = safe(right);
        int room = width() - indent - Columns.width(mark) - Columns.width(safeRight) - 1;
        List<String> lines = Columns.wrap(safe(left), room);
        String hang = " ".repeat(indent + Columns.width(mark));
        for (int i = 0; i < lines.size(); i++) {
            out.append(i == 0 ? " ".repeat(indent) + ink.paint(mark, style.colour()) : hang);
            if (i == 0 && !safeRight.isEmpty()) {
                out.append(Ink.BOLD.paint(lines.get(i), style.colour()))
                        .append(" ".repeat(room - Columns.width(lines.get(i)) + 1))
                        .append(ink.paint(safeRight, style.colour()));
            } else {
                out.append(Ink.BOLD.paint(lines.get(i), style.colour()));
            }
            out.append('\n');
        }
    }

    /** Writes code with its lines' numbers; a line that is marked stands out, and the words on it stand below it. */
    void code(int indent, Frame frame) {
        int digits = String.valueOf(frame.first() + frame.lines().size() - 1).length();
        String bar = " " + sign("│", "|") + " ";
        int room = Math.max(4, width() - indent - digits - 5);
        String margin = " ".repeat(indent);
        for (Map.Entry<Integer, String> line : frame.numbered()) {
            String words = frame.marks().get(line.getKey());
            boolean marked = words != null;
            String code = fit(cell(line.getValue()), room);
            String number = Columns.pad(String.valueOf(line.getKey()), digits, true);
            out.append(margin)
                    .append((marked ? Ink.RED_BOLD : Ink.FAINT)
                            .paint((marked ? sign("▸ ", "> ") : "  ") + number + bar, style.colour()))
                    .append((marked ? Ink.BOLD : Ink.NONE).paint(code, style.colour()))
                    .append('\n');
            if (words != null && !words.isEmpty()) {
                int hang = Math.min(code.length() - code.stripLeading().length(), room / 2);
                List<String> lines = Columns.wrap(cell(said(words)), room - hang - 2);
                for (int i = 0; i < lines.size(); i++) {
                    out.append(margin)
                            .append(Ink.FAINT.paint(" ".repeat(digits + 2) + bar, style.colour()))
                            .append(" ".repeat(hang))
                            .append(Ink.RED.paint((i == 0 ? sign("╰ ", "^ ") : "  ") + lines.get(i), style.colour()))
                            .append('\n');
                }
            }
        }
    }

    private String fit(String text, int room) {
        return style.unicode() || Columns.width(text) <= room
                ? Columns.cut(text, room)
                : Columns.cut(text, room - 2).replace("…", "...");
    }

    /** Writes a bar with a label before and a text behind it. */
    void bar(int indent, String label, int labelWidth, double share, String text, Ink ink) {
        int room = Math.max(2, Math.min(40, width() - indent - labelWidth - Columns.width(said(text)) - 2));
        int full = (int) Math.round(Math.max(0, Math.min(1, share)) * room);
        out.append(" ".repeat(indent))
                .append(Columns.pad(said(label), labelWidth, false))
                .append(ink.paint(sign("█", "#").repeat(full), style.colour()))
                .append(Ink.FAINT.paint(sign("░", ".").repeat(room - full), style.colour()))
                .append("  ")
                .append(said(text))
                .append('\n');
    }

    /** Writes a table; columns that do not fit are wrapped within their cells. */
    void grid(int indent, Block.Grid grid) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(said(grid.headers()));
        grid.rows().forEach(row -> rows.add(said(row)));
        int[] widths = widths(rows, width() - indent);
        for (int r = 0; r < rows.size(); r++) {
            Ink ink = r == 0 ? Ink.FAINT : grid.bad().contains(r - 1) ? Ink.RED : Ink.NONE;
            row(indent, rows.get(r), widths, grid, ink);
        }
    }

    private int[] widths(List<List<String>> rows, int room) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(c -> rows.stream()
                        .mapToInt(row -> Columns.width(cell(row.get(c))))
                        .max()
                        .orElse(0))
                .toArray();
        int over = IntStream.of(widths).sum() + 2 * (columns - 1) - room;
        while (over > 0) {
            int widest = IntStream.range(0, columns)
                    .reduce((a, b) -> widths[b] > widths[a] ? b : a)
                    .orElseThrow();
            if (widths[widest] <= 4) {
                break;
            }
            widths[widest]--;
            over--;
        }
        return widths;
    }

    private void row(int indent, List<String> row, int[] widths, Block.Grid grid, Ink ink) {
        List<List<String>> cells = IntStream.range(0, row.size())
                .mapToObj(c -> Columns.wrap(cell(row.get(c)), widths[c]))
                .toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(1);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < cells.size(); c++) {
                String part = line < cells.get(c).size() ? cells.get(c).get(line) : "";
                text.append(Columns.pad(part, widths[c], grid.numbers().contains(c)))
                        .append("  ");
            }
            out.append(" ".repeat(indent))
                    .append(ink.paint(text.toString().stripTrailing(), style.colour()))
                    .append('\n');
        }
    }

    private String cell(String text) {
        return safe(text).replace('\n', ' ');
    }

    private List<String> said(List<String> cells) {
        return cells.stream().map(style.language()::say).toList();
    }

    /** Returns the text in the reader's language, safe to look at. */
    String said(String english) {
        return safe(style.language().say(english));
    }

    private String safe(String text) {
        String shown = Shown.lines(text);
        return style.unicode() ? shown : Shown.ascii(shown);
    }
}
