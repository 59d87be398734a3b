package lockstep.threadedsum;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IntSummaryStatistics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Scanner;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Text, numbers, time, collections and streams as programs ordinarily use them. */
final class LibraryText {
    static long scanned(String text) {
        long sum = 0;
        try (Scanner scanner = new Scanner(text)) {
            while (scanner.hasNextLong()) {
                sum += scanner.nextLong();
            }
        } catch (NoSuchElementException e) {
            sum = -1;
        }
        StringTokenizer tokens = new StringTokenizer(text, ",");
        while (tokens.hasMoreTokens()) {
            sum += Long.parseLong(tokens.nextToken().trim());
        }
        return sum;
    }

    static String lines(String text) throws IOException {
        StringBuilder all = new StringBuilder();
        try (BufferedReader reader = new BufferedReader(new StringReader(text))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                all.append(line).append(System.lineSeparator());
            }
        }
        StringWriter written = new StringWriter();
        PrintWriter writer = new PrintWriter(written, true);
        writer.printf(Locale.ROOT, "%08.3f|%-5s|%x%n", Math.sqrt(2), "a", 255);
        PrintWriter console = new PrintWriter(System.out);
        console.println(written);
        console.flush();
        return all + written.toString();
    }

    static long bytes(long value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(out)) {
            data.writeLong(value);
        }
        byte[] buffer = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(out.toByteArray()));
        new InputStreamReader(new ByteArrayInputStream(buffer), StandardCharsets.UTF_8).read();
        return in.readLong()
                + ByteBuffer.wrap(buffer).getLong()
                + Base64.getEncoder().encodeToString(buffer).length()
                + HexFormat.of().formatHex(buffer).length();
    }

    static String time(Instant start) {
        Duration taken = Duration.between(start, Instant.now()).truncatedTo(ChronoUnit.MILLIS);
        LocalDate day = LocalDate.of(2024, 2, 29).plus(Period.ofDays(1));
        try {
            day = LocalDate.parse("2024-01-01", DateTimeFormatter.ISO_DATE);
        } catch (DateTimeParseException e) {
            System.out.println(e.getMessage());
        }
        return taken.toMillis() + day.format(DateTimeFormatter.ofPattern("yyyy MM")) + TimeUnit.NANOSECONDS.toMillis(5)
                + new DecimalFormat("0.00").format(1.5) + day.getDayOfWeek();
    }

    static Object collections(List<String> words) {
        Map<String, List<Integer>> byWord = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < words.size(); i++) {
            byWord.computeIfAbsent(words.get(i), key -> new ArrayList<>()).add(i);
        }
        Map<String, Long> least = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > 10;
            }
        };
        PriorityQueue<Map.Entry<String, List<Integer>>> queue =
                new PriorityQueue<>(Map.Entry.comparingByKey(Comparator.reverseOrder()));
        queue.addAll(byWord.entrySet());
        Iterator<String> it = new ArrayList<>(words).iterator();
        Collection<List<Integer>> all = Collections.unmodifiableCollection(byWord.values());
        Collections.shuffle(new ArrayList<>(all), new Random(1));
        return Objects.requireNonNullElse(queue.poll(), Map.entry("", List.of())).getKey() + it.hasNext() + least;
    }

    static Object streams(List<String> words, long n) {
        Collector<String, StringJoiner, String> joined =
                Collector.of(() -> new StringJoiner("+"), StringJoiner::add, StringJoiner::merge, StringJoiner::toString);
        Predicate<String> empty = String::isEmpty;
        IntSummaryStatistics lengths =
                words.stream().filter(empty.negate()).mapToInt(String::length).summaryStatistics();
        Map<Boolean, Long> parts =
                words.stream().collect(Collectors.partitioningBy(empty, Collectors.counting()));
        Map<Integer, List<String>> groups = words.stream()
                .sorted(Comparator.comparing(String::length, Comparator.reverseOrder()))
                .collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
        OptionalLong most = LongStream.rangeClosed(1, n).map(x -> x * x).max();
        Optional<String> first = words.stream().flatMap(word -> Stream.of(word.split(" "))).findFirst();
        Iterable<Integer> numbers = IntStream.range(0, 5).boxed()::iterator;
        Stream<Integer> again = StreamSupport.stream(numbers.spliterator(), false);
        Spliterator<Long> own = new Spliterators.AbstractSpliterator<>(n, Spliterator.ORDERED) {
            @Override
            public boolean tryAdvance(java.util.function.Consumer<? super Long> action) {
                return false;
            }
        };
        Matcher matcher = Pattern.compile("(?<key>\\w+)=(\\d+)").matcher("a=1");
        return matcher.matches()
                ? words.stream().collect(joined) + lengths.getAverage() + parts + groups + most.orElse(0)
                : first.map(String::toUpperCase).or(() -> Optional.of("")).get()
                        + again.reduce(0, Integer::sum)
                        + own.estimateSize()
                        + Function.<Long>identity().apply(n);
    }

    private LibraryText() {}
}
