package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table in a text file: a line of column names, and rows of cells between commas, semicolons or tabs.
 *
 * <p>The line of column names is that among the first ten with the most known names, and the separator is that which
 * makes the most of them known, unless a line {@code sep=;} says which it is. Cells are in Unicode NFC, without white
 * space around them.
 *
 * @param header the names of the columns, as they are written
 */
record Table(String file, List<String> header, List<Row> rows) {

    private static final int FIRST_LINES = 10;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=(.)\"?\\R", Pattern.CASE_INSENSITIVE);
    /** How a spreadsheet is told to leave digits as they are. */
    private static final Pattern AS_TEXT = Pattern.compile("=\"(.*)\"");

    Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param line where it begins, from 1 on
     * @param cells as many as there are columns
     */
    record Row(int line, List<String> cells) {
        Row {
            cells = List.copyOf(cells);
        }

        boolean isBlank() {
            return cells.stream().allMatch(String::isEmpty);
        }
    }

    /**
     * Reads a file.
     *
     * @param known whether a column's name, as {@link #plain} makes it, is one that is looked for
     * @param accepted the names that are looked for, in words
     * @param notes hears what was taken for granted
     * @throws UnreadableTableException if the file has no line of known names, or a row has more cells than there are columns
     */
    static Table read(Path path, Predicate<String> known, String accepted, Consumer<String> notes) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        String file = path.toString();
        refuseWorkbook(file, bytes);
        DecodedText decoded = DecodedText.of(bytes)
                .orElseThrow(
                        () -> new UnreadableTableException(
                                file
                                        + ": text in UTF-8, UTF-16, CP949 or windows-1252 expected, found bytes that fit none of them"));
        if (!decoded.isUtf8()) {
            notes.accept(file + ": read as " + decoded.encoding() + ", as it is not in UTF-8");
        }
        return parsed(file, decoded.text(), known, accepted);
    }

    /** By their first bytes, whatever they are called: zip archives (xlsx, ods) and the older format of Excel (xls). */
    private static void refuseWorkbook(String file, byte[] bytes) throws UnreadableTableException {
        int first = bytes.length < 4
                ? 0
                : bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        if (first == 0x504b0304 || first == 0xd0cf11e0) {
            throw new UnreadableTableException(
                    file + ": a table in CSV expected, found a spreadsheet's own format; open it in the spreadsheet and"
                            + " save the sheet with the names as \"CSV UTF-8\" (in LibreOffice: Text CSV)");
        }
    }

    private static Table parsed(String file, String text, Predicate<String> known, String accepted)
            throws UnreadableTableException {
        Matcher separator = SEPARATOR_LINE.matcher(text);
        boolean told = separator.lookingAt();
        // What is left begins with the end of that line, so that lines are counted as they are in the file.
        String table = told ? "\n" + text.substring(separator.end()) : text;
        List<Character> possible = told ? List.of(separator.group(1).charAt(0)) : SEPARATORS;
        List<List<Row>> readings = new ArrayList<>();
        UnreadableTableException wrong = null;
        for (char each : possible) {
            try {
                readings.add(rows(file, table, each));
            } catch (UnreadableTableException e) {
                wrong = wrong == null ? e : wrong;
            }
        }
        // Streams keep the first of those that are equal: a comma before a semicolon, an upper line before a lower one.
        Comparator<List<Row>> most = Comparator.<List<Row>>comparingLong(rows -> knownIn(header(rows, known), known))
                .thenComparing(rows -> header(rows, known).cells().size());
        List<Row> rows = readings.stream()
                .reduce((a, b) -> most.compare(b, a) > 0 ? b : a)
                .orElse(List.of());
        Row header = header(rows, known);
        if (knownIn(header, known) == 0) {
            if (wrong != null) {
                throw wrong;
            }
            List<String> found =
                    header.cells().stream().filter(cell -> !cell.isEmpty()).toList();
            throw new UnreadableTableException(
                    file + ": a line of column names expected, with at least one of\n" + accepted + "\nfound "
                            + (found.isEmpty() ? "nothing" : "the columns " + String.join(", ", found)));
        }
        List<Row> below = new ArrayList<>();
        for (Row row : rows) {
            if (row.line() > header.line() && !row.isBlank()) {
                below.add(fitting(file, row, header.cells().size()));
            }
        }
        return new Table(file, header.cells(), below);
    }

    private static Row header(List<Row> rows, Predicate<String> known) {
        return rows.stream()
                .filter(row -> !row.isBlank())
                .limit(FIRST_LINES)
                .reduce((a, b) -> knownIn(b, known) > knownIn(a, known) ? b : a)
                .orElse(new Row(1, List.of()));
    }

    private static long knownIn(Row row, Predicate<String> known) {
        return row.cells().stream().map(Table::plain).filter(known).count();
    }

    private static Row fitting(String file, Row row, int columns) throws UnreadableTableException {
        List<String> cells = new ArrayList<>(row.cells());
        while (cells.size() > columns && cells.get(cells.size() - 1).isEmpty()) {
            cells.remove(cells.size() - 1);
        }
        if (cells.size() > columns) {
            throw new UnreadableTableException(file + ":" + row.line() + ": " + columns
                    + (columns == 1 ? " cell" : " cells") + " expected, as there are columns, found " + cells.size()
                    + "; a cell with a separator in it stands between quotation marks");
        }
        while (cells.size() < columns) {
            cells.add("");
        }
        return new Row(row.line(), cells);
    }

    private static List<Row> rows(String file, String text, char separator) throws UnreadableTableException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .get();
        List<Row> rows = new ArrayList<>();
        int line = 1;
        int counted = 0;
        try (CSVParser parser = CSVParser.parse(text, format)) {
            for (CSVRecord record : parser) {
                for (; counted < record.getCharacterPosition(); counted++) {
                    line += isLineEnd(text, counted) ? 1 : 0;
                }
                rows.add(new Row(line, record.stream().map(Table::cell).toList()));
            }
            return rows;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new UnreadableTableException(file + ": no readable CSV: " + e.getMessage());
        }
    }

    private static boolean isLineEnd(String text, int at) {
        char c = text.charAt(at);
        return c == '\n' || c == '\r' && !(at + 1 < text.length() && text.charAt(at + 1) == '\n');
    }

    private static String cell(String raw) {
        String text = Normalizer.normalize(raw.replace('\u00a0', ' '), Normalizer.Form.NFC)
                .strip();
        Matcher asText = AS_TEXT.matcher(text);
        return asText.matches() ? asText.group(1) : text;
    }

    /** Returns letters and digits in lower case. */
    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
