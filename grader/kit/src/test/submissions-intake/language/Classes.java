package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Nested, inner, local and anonymous classes, their captures and bridges, initialisers, inheritance. */
class Classes<T> implements Iterable<T>, Cloneable {
    private static final List<String> LOG = new ArrayList<>();
    private static int count;
    private final int number;
    private final List<T> items = new ArrayList<>();
    private long secret = 42;

    static {
        LOG.add("loaded");
    }

    {
        number = ++count;
    }

    Classes() {}

    @SafeVarargs
    Classes(T... all) {
        this();
        for (T each : all) {
            items.add(each);
        }
    }

    private long secret() {
        return secret;
    }

    class Inner {
        private long own = secret + secret();

        class Innermost {
            long all() {
                secret += own;
                secret++;
                Classes.this.secret <<= 1;
                return Inner.this.own * Classes.this.number;
            }
        }
    }

    static class Nested {
        private Nested() {}

        private static Nested make() {
            return new Nested();
        }
    }

    private final class Steps implements Iterator<T> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < items.size();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return items.get(at++);
        }
    }

    @Override
    public Iterator<T> iterator() {
        return new Steps();
    }

    abstract static class Shape implements Comparable<Shape> {
        protected abstract Number size();

        @Override
        public int compareTo(Shape other) {
            return Double.compare(size().doubleValue(), other.size().doubleValue());
        }
    }

    static final class Cube extends Shape {
        private final long edge;

        Cube(long edge) {
            super();
            this.edge = edge;
        }

        /** With a bridge for the wider result. */
        @Override
        protected Long size() {
            return edge * edge * edge;
        }

        @Override
        public String toString() {
            return super.toString() + edge;
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    protected Classes<T> clone() throws CloneNotSupportedException {
        return (Classes<T>) super.clone();
    }

    Object captures(long parameter, Inner inner) {
        long local = parameter + 1;
        String text = "x";
        class Local {
            long sum() {
                return local + parameter + secret;
            }
        }
        Supplier<Local> fresh = Local::new;
        Runnable anonymous = new Runnable() {
            private long seen = local;

            {
                seen++;
            }

            @Override
            public void run() {
                secret = seen + new Local().sum();
                new Thread() {
                    @Override
                    public void run() {
                        secret = local + text.length();
                    }
                }.run();
            }
        };
        anonymous.run();
        Inner.Innermost innermost = inner.new Innermost();
        var withMethod = new Object() {
            long twice() {
                return 2 * local;
            }
        };
        LongSupplier all = () -> innermost.all() + fresh.get().sum() + withMethod.twice();
        Shape shape = new Shape() {
            @Override
            protected Number size() {
                return all.getAsLong();
            }
        };
        return shape.compareTo(new Cube(3)) + Nested.make().toString() + LOG;
    }

    synchronized void locked() throws InterruptedException {
        while (items.isEmpty()) {
            wait(10);
        }
        notifyAll();
    }

    static synchronized int lockedToo() {
        synchronized (Classes.class) {
            synchronized (LOG) {
                return count;
            }
        }
    }
}
