package lockstep.grader.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the format of GNU gettext, as far as it is needed: {@code msgid}, {@code msgid_plural} for another form of the same
 * in English, {@code msgstr}, strings that go on in the next line, and comments. An empty {@code msgstr} is left out, as
 * gettext does.
 *
 * @see <a href="https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html">The format of PO files</a>
 */
final class PoReader {

    private final String file;
    private final List<Entry> entries = new ArrayList<>();
    private final List<StringBuilder> english = new ArrayList<>();
    private StringBuilder translated = new StringBuilder();
    private boolean inTranslation;
    private int begin;

    private PoReader(String file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException if a line is none of the format */
    static List<Entry> read(List<String> lines, String file) {
        PoReader reader = new PoReader(file);
        for (int i = 0; i < lines.size(); i++) {
            reader.line(lines.get(i).strip(), i + 1);
        }
        reader.end();
        return reader.entries;
    }

    private void line(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("\"")) {
            (inTranslation ? translated : last(number)).append(string(line, number));
            return;
        }
        int blank = line.indexOf(' ');
        String keyword = blank < 0 ? line : line.substring(0, blank);
        switch (keyword) {
            case "msgid" -> {
                end();
                begin = number;
                english.add(new StringBuilder(string(line.substring(blank + 1), number)));
            }
            case "msgid_plural" -> english.add(new StringBuilder(string(line.substring(blank + 1), number)));
            case "msgstr", "msgstr[0]" -> {
                inTranslation = true;
                translated.append(string(line.substring(blank + 1), number));
            }
            default ->
                throw new IllegalArgumentException(
                        file + ":" + number + ": msgid, msgid_plural or msgstr expected, found " + keyword);
        }
    }

    private StringBuilder last(int number) {
        if (english.isEmpty()) {
            throw new IllegalArgumentException(file + ":" + number + ": msgid expected, found a string");
        }
        return english.get(english.size() - 1);
    }

    private void end() {
        for (StringBuilder each : english) {
            if (!each.isEmpty() && !translated.isEmpty()) {
                entries.add(new Entry(each.toString(), translated.toString(), file + ":" + begin));
            }
        }
        english.clear();
        translated = new StringBuilder();
        inTranslation = false;
    }

    private String string(String quoted, int number) {
        String text = quoted.strip();
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            throw new IllegalArgumentException(file + ":" + number + ": a string in quotes expected, found " + text);
        }
        return text.substring(1, text.length() - 1).translateEscapes();
    }
}
