package lockstep.grader.probe;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function of the kit's as a submission sees it: of one and the same class whatever is asked of the submission, so that
 * code cannot tell by it when it is watched, controlled or timed.
 */
public final class Handed<T extends @Nullable Object, R extends @Nullable Object>
        implements Function<T, R>, LongUnaryOperator, Supplier<R>, Runnable {

    private final Function<T, R> task;
    private final LongUnaryOperator term;

    private Handed(Function<T, R> task, LongUnaryOperator term) {
        this.task = task;
        this.term = term;
    }

    /** Returns a function to be handed over as either. */
    public static Handed<Long, @Nullable Object> of(LongFunction<@Nullable Object> function) {
        return new Handed<>(function::apply, input -> (Long) Objects.requireNonNull(function.apply(input)));
    }

    /** Returns a function of numbers to be handed over. */
    public static LongUnaryOperator term(LongUnaryOperator term) {
        return new Handed<>(
                input -> {
                    throw new UnsupportedOperationException();
                },
                term);
    }

    /** Returns a function of objects to be handed over. */
    public static <T extends @Nullable Object, R extends @Nullable Object> Handed<T, R> task(Function<T, R> task) {
        return new Handed<>(task, input -> {
            throw new UnsupportedOperationException();
        });
    }

    /** Returns something to do, to be handed over with its result or without. */
    public static <R extends @Nullable Object> Handed<@Nullable Object, R> action(Supplier<R> action) {
        return task(nothing -> action.get());
    }

    @Override
    @SuppressWarnings("NullAway") // an action is given nothing
    public R get() {
        return task.apply(null);
    }

    @Override
    public void run() {
        R unused = get();
    }

    @Override
    public R apply(T input) {
        return task.apply(input);
    }

    @Override
    public long applyAsLong(long input) {
        return term.applyAsLong(input);
    }
}
