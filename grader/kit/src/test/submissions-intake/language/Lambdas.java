package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Lambdas and method references of all kinds, interfaces with bodies. */
final class Lambdas {
    private final Object lock = new Object();
    private long value;

    @FunctionalInterface
    interface Task<E extends Exception> {
        long run() throws E;

        default Task<E> twice() {
            return () -> checked(this) + run();
        }

        static <X extends Exception> Task<X> of(long value) {
            return () -> value;
        }

        private static <X extends Exception> long checked(Task<X> task) throws X {
            return task.inner();
        }

        private long inner() throws E {
            return run();
        }
    }

    interface Left {
        default String name() {
            return "left";
        }
    }

    interface Right {
        default String name() {
            return "right";
        }
    }

    static final class Both implements Left, Right {
        @Override
        public String name() {
            return Left.super.name() + Right.super.name();
        }
    }

    static class Base {
        long twice(long x) {
            return 2 * x;
        }
    }

    static final class Derived extends Base {
        LongUnaryOperator inherited() {
            return super::twice;
        }

        LongUnaryOperator own() {
            return this::twice;
        }
    }

    Runnable locking() {
        return () -> {
            synchronized (lock) {
                value++;
                Runnable inner = () -> {
                    synchronized (this) {
                        value--;
                    }
                };
                inner.run();
            }
        };
    }

    static Object references() {
        LongBinaryOperator ofStatic = Math::max;
        Function<String, Integer> unbound = String::length;
        Supplier<Integer> bound = "text"::length;
        Supplier<List<String>> constructor = ArrayList::new;
        Function<Integer, List<Long>> withArgument = ArrayList<Long>::new;
        IntFunction<long[]> array = long[]::new;
        IntFunction<List<?>[][]> arrays = List<?>[][]::new;
        Function<long[], long[]> cloned = long[]::clone;
        Comparator<String> order = Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());
        BiFunction<String, Object[], String> varargs = String::format;
        BinaryOperator<Long> boxed = Long::sum;
        Callable<Void> nothing = () -> null;
        Supplier<Runnable> curried = () -> () -> System.out.println(bound.get());
        return List.of(
                ofStatic,
                unbound,
                bound,
                constructor,
                withArgument,
                array,
                arrays,
                cloned,
                order,
                varargs,
                boxed,
                nothing,
                curried);
    }

    static LongUnaryOperator recursive() {
        LongUnaryOperator[] self = new LongUnaryOperator[1];
        self[0] = n -> n < 2 ? n : self[0].applyAsLong(n - 1) + self[0].applyAsLong(n - 2);
        UnaryOperator<LongUnaryOperator> once = f -> n -> f.applyAsLong(n);
        return once.apply(self[0]);
    }

    static Runnable marked() {
        return (Runnable & Cloneable) () -> {};
    }
}
