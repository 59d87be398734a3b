package lockstep.threadedsum;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Records of all kinds, sealed types and patterns. */
final class Records {
    record Empty() {}

    record Range(long from, long to) implements Comparable<Range> {
        static final Range NONE = new Range(0, 0);
        private static long made;

        Range {
            if (from > to) {
                throw new IllegalArgumentException("from " + from + " to " + to);
            }
            made++;
        }

        Range(long to) {
            this(0, to);
        }

        static Range of(long to) {
            return new Range(to);
        }

        long size() {
            return to - from;
        }

        @Override
        public int compareTo(Range other) {
            return Long.compare(from, other.from);
        }
    }

    record Pair<A extends Comparable<A>, B>(A first, List<? super B> rest, int... numbers) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Pair<?, ?> pair && first.equals(pair.first) && rest.equals(pair.rest);
        }

        @Override
        public int hashCode() {
            return Objects.hash(first, rest);
        }
    }

    record Everything(boolean a, byte b, short c, char d, int e, long f, float g, double h, String i, Object[] j) {}

    sealed interface Shape permits Circle, Square, Box {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    non-sealed static class Box implements Shape {
        double volume() {
            return 1;
        }
    }

    abstract static sealed class Node {
        static final class Leaf extends Node {
            long value;
        }

        static final class Fork extends Node {
            Node left = new Leaf();
            Node right = new Leaf();
        }
    }

    static double area(Shape shape) {
        if (shape instanceof Circle circle) {
            return Math.PI * circle.radius() * circle.radius();
        } else if (shape instanceof Square square && square.side() > 0) {
            return square.side() * square.side();
        } else if (!(shape instanceof Box box)) {
            return 0;
        } else {
            return box.volume();
        }
    }

    static long sum(Node node) {
        if (node instanceof Node.Leaf leaf) {
            return leaf.value;
        }
        return node instanceof Node.Fork fork ? sum(fork.left) + sum(fork.right) : 0;
    }

    static String local(Object any) {
        record Named(String name, Object value) {
            String text() {
                return "%s=%s".formatted(name, value);
            }
        }
        enum Kind {
            TEXT,
            NUMBER
        }
        interface Shown {
            String show(Kind kind);
        }
        Shown shown = kind -> new Named(kind.name().toLowerCase(), any).text();
        Map<Range, Named> table = Map.of(Range.of(3), new Named("three", 3));
        return shown.show(any instanceof String ? Kind.TEXT : Kind.NUMBER) + table + new Empty().equals(new Empty())
                + new Everything(true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, "8", new Object[9]).hashCode()
                + new Pair<>("a", List.<Object>of(), 1, 2);
    }

    private Records() {}
}
