package lockstep.threadedsum;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Arithmetic, boxing, strings, arrays, loops, labels. */
final class Expressions {
    private static final int CONSTANT = 1 << 4 | 0b11 ^ 0x7F & ~0_17;
    private static final String LITERAL = "a\tb\u00e4\0" + CONSTANT + 'c' + 1.5f + 2e3 + true + null;
    private static final String BLOCK = """
            A "block" of text \
            in one line,
              with %s and \s
            """;

    strictfp static double arithmetic(int a, long b, float c, double d, char e, byte f, short g) {
        a += b;
        a -= c;
        b *= d;
        c /= a;
        e += 1;
        f <<= 2;
        g >>>= 1;
        b ^= a | e & f;
        a %= 7;
        a = -a + ~a - +a;
        boolean both = a < b && c >= d || !(e == f) ^ g != a;
        both &= a > 0;
        both |= Double.isNaN(d) || Float.compare(c, 0f) == 0;
        return both ? a++ + ++b : c-- - --d + (char) (e + 1) + (byte) g + (int) 1e10 + (5L >> 2) + (a >>> 3);
    }

    static Object boxing(boolean first, Integer boxed, Long other, Character c) {
        Integer count = boxed;
        count++;
        count += 2;
        int plain = boxed;
        long wide = boxed + other;
        Object either = first ? 1 : 2.0;
        Long third = first ? other : (Long) 3L;
        Double sum = (double) plain + wide;
        char next = (char) (c + 1);
        return count.equals(plain) ? either : third != null ? sum : Character.valueOf(next);
    }

    static String strings(String s, char c, long n, Object o, char[] chars) {
        s += c;
        s += n + 1 + "" + o + chars.length;
        String long1 = s + 1 + s + 2L + s + 3f + s + 4d + s + 'x' + s + true + s + null + s + o + s + (byte) 1;
        StringBuilder builder = new StringBuilder().append(s).append(c).insert(0, n).reverse();
        builder.setLength(Math.min(builder.length(), 10));
        return BLOCK.formatted(long1) + LITERAL.strip().repeat(2) + builder + String.join(",", List.of(s, "b"))
                + String.valueOf(chars) + s.chars().filter(Character::isDigit).count() + s.isBlank()
                + String.format("%,d %5.2f %s%n", n, 1.0, Arrays.toString(chars));
    }

    static long arrays(int n, int... more) {
        int[] filled = {1, 2, 3};
        long[][] square = new long[n][n];
        String[][] ragged = new String[n][];
        Object[] mixed = {1, "two", new int[] {3}, null};
        square[0][0] += filled[1]++;
        square[n - 1][0]--;
        ragged[0] = new String[] {"a", "b"};
        int[] copy = filled.clone();
        System.arraycopy(filled, 0, copy, 0, 2);
        boolean[] flags = new boolean[3];
        flags[1] |= true;
        char[] letters = {'a'};
        letters[0]++;
        return square.length + ragged[0].length + mixed.length + copy[2] + more.length + arrays(1);
    }

    static long loops(List<? extends Number> numbers, Map<String, Long> map, long[] values, Iterable<String> words) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        for (Number each : numbers) {
            sum += each.longValue();
        }
        for (Map.Entry<String, Long> entry : map.entrySet()) {
            sum += entry.getValue();
        }
        for (var word : words) {
            sum += word.length();
        }
        for (Iterator<String> it = words.iterator(); it.hasNext(); ) {
            it.next();
        }
        outer:
        for (int i = 0, j = 10; i < j; i++, j--) {
            inner:
            while (true) {
                do {
                    if (i == 3) {
                        continue outer;
                    }
                    if (i == 4) {
                        break outer;
                    }
                    if (i == 5) {
                        continue inner;
                    }
                } while (sum++ < 100);
                break;
            }
        }
        block:
        {
            if (sum > 0) {
                break block;
            }
            sum = -1;
        }
        ;
        return sum;
    }

    private Expressions() {}
}
