package lockstep.grader.classroom;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A part of a class: of so many parts this one. Each submission is in one part, and the parts differ by one at most.
 *
 * @param number from 1 on
 */
public record Shard(int number, int of) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    public Shard {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException("a part from 1 to " + of + " expected, found " + number);
        }
    }

    /** Returns the part that a text such as {@code 2/8} names; nothing if it names none. */
    public static Optional<Shard> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        int of = Integer.parseInt(matcher.group(2));
        return number < 1 || number > of ? Optional.empty() : Optional.of(new Shard(number, of));
    }

    /** Returns the elements of this part, in their order. */
    public <T> List<T> partOf(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> i % of == number - 1)
                .mapToObj(all::get)
                .toList();
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
