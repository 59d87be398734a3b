package lockstep.threadedsum;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Generic methods, bounds, wildcards and their capture, varargs, intersections. */
final class Generics {
    interface Visitor<R> {
        R leaf(long value);

        R fork(Tree left, Tree right);
    }

    interface Tree {
        <R> R accept(Visitor<R> visitor);
    }

    static class Cell<T extends Comparable<? super T> & Serializable> {
        private T value;

        <U extends T> void set(U next) {
            value = value == null || next.compareTo(value) > 0 ? next : value;
        }

        T get() {
            return value;
        }
    }

    static final class LongCell extends Cell<Long> {
        @Override
        Long get() {
            return super.get() == null ? 0L : super.get();
        }
    }

    @SafeVarargs
    static <T extends Comparable<? super T>> T greatest(T first, T... more) {
        T best = first;
        for (T each : more) {
            best = each.compareTo(best) > 0 ? each : best;
        }
        List<T> sorted = Arrays.asList(more.clone());
        sorted.sort(Comparator.<T>naturalOrder().reversed());
        return best;
    }

    static void swapFirst(List<?> list) {
        capture(list);
    }

    private static <E> void capture(List<E> list) {
        if (list.size() > 1) {
            E first = list.get(0);
            list.set(0, list.get(1));
            list.set(1, first);
        }
    }

    static double total(Collection<? extends Number> numbers, Collection<? super Integer> sink) {
        double sum = 0;
        for (Number each : numbers) {
            sum += each.doubleValue();
        }
        sink.add((int) sum);
        return sum;
    }

    @SuppressWarnings("unchecked")
    static <T> T[] array(Class<T> type, int length) {
        T[] made = (T[]) java.lang.reflect.Array.newInstance(type, length);
        List<T>[] lists = (List<T>[]) new List<?>[length];
        Arrays.fill(lists, Collections.emptyList());
        return made;
    }

    static Runnable both(Object any) {
        return (Runnable & Comparable<Runnable>) any;
    }

    static <T extends Runnable & AutoCloseable> void use(T both) throws Exception {
        both.run();
        both.close();
    }

    static <A, B, C> Function<A, C> then(Function<? super A, ? extends B> f, Function<? super B, ? extends C> g) {
        return a -> g.apply(f.apply(a));
    }

    static Map<String, Map<Integer, List<? extends Number>>> nested() {
        Map<String, Map<Integer, List<? extends Number>>> all = new HashMap<>();
        all.computeIfAbsent("a", key -> new HashMap<>()).put(1, List.of(1, 2L, 3.0));
        BiFunction<Integer, Long, Number> add = Long::sum;
        var inferred = new ArrayList<Map.Entry<String, ? extends Collection<Number>>>();
        inferred.add(Map.entry("b", new ArrayList<>(List.of(add.apply(1, 2L)))));
        for (var entry : inferred) {
            all.put(entry.getKey(), new HashMap<>());
        }
        return all;
    }

    static long sum(Tree tree) {
        return tree.accept(new Visitor<Long>() {
            @Override
            public Long leaf(long value) {
                return value;
            }

            @Override
            public Long fork(Tree left, Tree right) {
                return sum(left) + sum(right);
            }
        });
    }

    private Generics() {}
}
