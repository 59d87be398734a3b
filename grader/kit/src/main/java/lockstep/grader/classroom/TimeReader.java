package lockstep.grader.classroom;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time stamps of learning platforms, of git and of people: a date, a time of day, and perhaps a zone or an offset.
 *
 * <p>Dates are ISO ({@code 2025-10-03}), German ({@code 03.10.2025}), Korean ({@code 2025년 10월 3일}), or have the month
 * in words, before or after the day ({@code Friday, 3 October 2025}, {@code Oct 3, 2025}). Of {@code 10/3/2025} nobody can
 * tell which number is the day unless one of them is above 12; it is not guessed. The weekday is not held against the date.
 *
 * @param zone where times without a zone of their own are from
 */
public record TimeReader(ZoneId zone) {

    private static final String DATE =
            "(?:(?<year>\\d{4})\\s*[-./년]\\s*(?<month>\\d{1,2})\\s*[-./월]\\s*(?<day>\\d{1,2})\\s*[.일]?"
                    + "|(?<dayOfMonth>\\d{1,2})\\.\\s*(?<dotMonth>\\d{1,2})\\.\\s*(?<dotYear>\\d{4})"
                    + "|(?<one>\\d{1,2})/(?<other>\\d{1,2})/(?<slashYear>\\d{4})"
                    + "|(?<before>\\d{1,2})(?:st|nd|rd|th)?\\.?(?:\\s+de)?[\\s-]+(?<word>\\p{L}+)\\.?,?(?:\\s+de)?[\\s-]+(?<wordYear>\\d{4})"
                    + "|(?<firstWord>\\p{L}+)\\.?\\s+(?<after>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<afterYear>\\d{4}))";
    private static final String TIME = "(?:(?<half>오전|오후)\\s*)?(?<hour>\\d{1,2})[:.](?<minute>\\d{2})"
            + "(?:[:.](?<second>\\d{2})(?:[.,]\\d{1,9})?)?(?:\\s*(?<halfAfter>[ap]\\.?m\\.?))?(?:\\s*uhr)?";
    private static final String ZONE = "(?<zone>z|[+-]\\d{2}:?\\d{2}|(?:utc|gmt)(?:[+-]\\d{1,2}(?::?\\d{2})?)?"
            + "|\\p{Alpha}{3,4}|\\p{Alpha}+(?:/[\\p{Alpha}_+-]+)+)";
    private static final Pattern STAMP = Pattern.compile(
            "(?:(?<weekday>\\p{L}+)\\.?,?\\s+)?" + DATE
                    + "(?:\\s*\\((?<weekdayAfter>\\p{L}+)\\)|,?\\s+(?<koreanDay>\\p{L}요일))?"
                    + "(?:(?:,|\\s*t|\\s+at|\\s+um|\\s*-)?\\s*" + TIME + "(?:\\s*\\(?" + ZONE + "\\)?)?)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final List<Locale> LANGUAGES = List.of(
            Locale.ENGLISH,
            Locale.GERMAN,
            Locale.KOREAN,
            Locale.FRENCH,
            Locale.ITALIAN,
            Locale.forLanguageTag("es"),
            Locale.forLanguageTag("nl"),
            Locale.forLanguageTag("pt"));

    /** Those that stand for one offset in all the world; CST or IST are several. */
    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("wet", "Z"),
            Map.entry("west", "+01:00"),
            Map.entry("cet", "+01:00"),
            Map.entry("cest", "+02:00"),
            Map.entry("mez", "+01:00"),
            Map.entry("mesz", "+02:00"),
            Map.entry("eet", "+02:00"),
            Map.entry("eest", "+03:00"),
            Map.entry("kst", "+09:00"),
            Map.entry("jst", "+09:00"),
            Map.entry("est", "-05:00"),
            Map.entry("edt", "-04:00"),
            Map.entry("cdt", "-05:00"),
            Map.entry("mst", "-07:00"),
            Map.entry("mdt", "-06:00"),
            Map.entry("pst", "-08:00"),
            Map.entry("pdt", "-07:00"));

    private static final Map<String, Integer> MONTHS = months();

    /**
     * What a text says.
     *
     * @param zone the zone or offset in the text itself; null where it has none
     */
    public record Stamp(Instant instant, @Nullable ZoneId zone) {}

    /** A text that is no time; the message says what was expected, and perhaps why it is none. */
    public static final class UnreadableTimeException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableTimeException(String message) {
            super(message);
        }
    }

    /**
     * Reads a moment.
     *
     * @throws UnreadableTimeException if it is none, or has no time of day
     */
    public Stamp moment(String text) throws UnreadableTimeException {
        return read(text, null);
    }

    /**
     * Reads an end: a moment, or a day alone, which means its last second.
     *
     * @throws UnreadableTimeException if it is neither
     */
    public Stamp end(String text) throws UnreadableTimeException {
        return read(text, LocalTime.of(23, 59, 59));
    }

    private Stamp read(String text, @Nullable LocalTime ofDay) throws UnreadableTimeException {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        Matcher stamp = STAMP.matcher(plain);
        if (!stamp.matches()) {
            throw new UnreadableTimeException(expected(text));
        }
        try {
            LocalDate date = date(stamp, text);
            LocalTime time = stamp.group("hour") == null ? ofDay : time(stamp);
            if (time == null) {
                throw new UnreadableTimeException(expected(text) + "; the time of day is missing");
            }
            ZoneId own = stamp.group("zone") == null ? null : zone(stamp.group("zone"), text);
            return new Stamp(
                    date.atTime(time)
                            .atZone(Objects.requireNonNullElse(own, zone))
                            .toInstant(),
                    own);
        } catch (DateTimeException e) {
            throw new UnreadableTimeException(expected(text) + "; " + e.getMessage());
        }
    }

    private static String expected(String text) {
        return "a time like 2025-10-03 23:58, perhaps with an offset (+0200), expected, found \"" + text + "\"";
    }

    private static LocalDate date(Matcher stamp, String text) throws UnreadableTimeException {
        if (stamp.group("year") != null) {
            return LocalDate.of(number(stamp, "year"), number(stamp, "month"), number(stamp, "day"));
        }
        if (stamp.group("dotYear") != null) {
            return LocalDate.of(number(stamp, "dotYear"), number(stamp, "dotMonth"), number(stamp, "dayOfMonth"));
        }
        if (stamp.group("slashYear") != null) {
            int one = number(stamp, "one");
            int other = number(stamp, "other");
            if (one <= 12 && other <= 12 && one != other) {
                throw new UnreadableTimeException(expected(text) + "; which of the numbers is the day cannot be told");
            }
            return LocalDate.of(number(stamp, "slashYear"), Math.min(one, other), Math.max(one, other));
        }
        boolean dayFirst = stamp.group("before") != null;
        Integer month = MONTHS.get(dayFirst ? stamp.group("word") : stamp.group("firstWord"));
        if (month == null) {
            throw new UnreadableTimeException(expected(text));
        }
        return LocalDate.of(
                number(stamp, dayFirst ? "wordYear" : "afterYear"),
                month,
                number(stamp, dayFirst ? "before" : "after"));
    }

    private static LocalTime time(Matcher stamp) {
        int hour = number(stamp, "hour");
        String half = Objects.requireNonNullElse(
                stamp.group("half"), Objects.requireNonNullElse(stamp.group("halfAfter"), ""));
        if (!half.isEmpty()) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("there is no hour " + hour + " of half a day");
            }
            hour = hour % 12 + (half.startsWith("p") || half.equals("오후") ? 12 : 0);
        }
        return LocalTime.of(hour, number(stamp, "minute"), stamp.group("second") == null ? 0 : number(stamp, "second"));
    }

    private static ZoneId zone(String name, String text) throws UnreadableTimeException {
        if (name.equals("z") || name.equals("utc") || name.equals("gmt")) {
            return ZoneOffset.UTC;
        }
        if (name.startsWith("utc") || name.startsWith("gmt")) {
            return ZoneId.of(name.toUpperCase(Locale.ROOT));
        }
        if (name.startsWith("+") || name.startsWith("-")) {
            return ZoneOffset.of(name);
        }
        if (ABBREVIATIONS.containsKey(name)) {
            return ZoneOffset.of(ABBREVIATIONS.get(name));
        }
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.contains("/") && id.equalsIgnoreCase(name))
                .findFirst()
                .map(ZoneId::of)
                .orElseThrow(() -> new UnreadableTimeException(
                        expected(text) + "; no zone is known as \"" + name.toUpperCase(Locale.ROOT) + "\""));
    }

    private static int number(Matcher stamp, String group) {
        return Integer.parseInt(stamp.group(group));
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (Locale language : LANGUAGES) {
            for (Month month : Month.values()) {
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
                    months.putIfAbsent(word(month.getDisplayName(style, language)), month.getValue());
                }
            }
        }
        // As Moodle shortens them, and as people do.
        months.putIfAbsent("mrz", 3);
        months.putIfAbsent("mär", 3);
        months.putIfAbsent("sept", 9);
        return Map.copyOf(months);
    }

    private static String word(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace(".", "");
    }
}
