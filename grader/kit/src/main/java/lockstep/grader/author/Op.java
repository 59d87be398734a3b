package lockstep.grader.author;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a shared object, and what a model of the object says of it if one call is made at a time.
 *
 * @param text the call as a student would write it: {@code incrementIfBelow(5)}
 * @param onSubject makes the call; the kit sees to it that it crosses the boundary to student code
 * @param onModel what the model answers or throws, and how it changes; {@link WouldBlock} where the call has to wait
 * @param <S> the object's type
 * @param <M> the model's type
 */
public record Op<S, M>(String text, On<S> onSubject, On<M> onModel) {

    /** Makes a call. */
    @FunctionalInterface
    public interface On<T> {
        /**
         * Makes the call and returns its answer.
         *
         * @param inside what happens in the function that the operation is given, if it takes one
         */
        @Nullable
        Object call(T target, Inside inside) throws Exception;
    }

    /** Makes a call that returns nothing. */
    @FunctionalInterface
    public interface Act<T> {
        void on(T target) throws Exception;
    }

    /** Makes a call that returns something. */
    @FunctionalInterface
    public interface Ask<T> {
        @Nullable
        Object of(T target) throws Exception;
    }

    /** Returns an operation that answers. */
    public static <S, M> Op<S, M> answer(String text, Ask<S> onSubject, Function<M, ?> onModel) {
        return new Op<>(text, (subject, inside) -> onSubject.of(subject), (model, inside) -> onModel.apply(model));
    }

    /** Returns an operation that returns nothing. */
    public static <S, M> Op<S, M> change(String text, Act<S> onSubject, Consumer<M> onModel) {
        return new Op<>(
                text,
                (subject, inside) -> {
                    onSubject.on(subject);
                    return null;
                },
                (model, inside) -> {
                    onModel.accept(model);
                    return null;
                });
    }

    /** Returns the method's name: {@code incrementIfBelow}. */
    String method() {
        return text.substring(0, text.indexOf('('));
    }

    /** Returns the same call, made with the thread's interrupt flag set. */
    Op<S, M> interrupted() {
        return new Op<>(
                text + " with the interrupt flag set",
                (subject, inside) -> {
                    Thread.currentThread().interrupt();
                    try {
                        return onSubject.call(subject, inside);
                    } finally {
                        // What becomes of the flag is asked elsewhere; whoever runs next in this thread shall not have
                        // it.
                        boolean unused = Thread.interrupted();
                    }
                },
                onModel);
    }

    /** Returns the same call with a function that throws. */
    Op<S, M> failing() {
        IllegalStateException thrown = new IllegalStateException("the function failed");
        Inside failing = new Inside() {
            @Override
            public <T> T gets(Object given, T result) {
                throw thrown;
            }
        };
        return new Op<>(
                method() + "(v -> { throw ... })",
                (subject, inside) -> onSubject.call(subject, failing),
                (model, inside) -> onModel.call(model, failing));
    }

    /** Returns the same call on one of several objects. */
    Op<Side<S>, Side<M>> on(int number, String name) {
        return new Op<>(
                name + "." + text,
                (sides, inside) -> onSubject.call(sides.at(number), inside),
                (sides, inside) -> onModel.call(sides.at(number), inside));
    }
}
