package lockstep.grader.author;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import lockstep.grader.probe.Boundary;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a shared object, and what a model of the object says of it if one call is made at a time.
 *
 * @param text the call as a student would write it: {@code incrementIfBelow(5)}
 * @param onSubject makes the call; the kit sees to it that it crosses the boundary to student code
 * @param onModel what the model answers or throws, and how it changes; {@link WouldBlock} where the call has to wait
 * @param section what the model says of the two halves, where the function is called between two steps; null where all is
 *     one step
 * @param <S> the object's type
 * @param <M> the model's type
 */
public record Op<S, M>(
        String text,
        On<S> onSubject,
        On<M> onModel,
        @Nullable Section<M> section) {

    /** What comes of a call that returns nothing. In words, it is none. */
    static final Object NOTHING = new Object() {
        @Override
        public String toString() {
            return "";
        }
    };

    /** An operation in one step. */
    public Op(String text, On<S> onSubject, On<M> onModel) {
        this(text, onSubject, onModel, null);
    }

    /**
     * The halves of an operation that lets its caller in, calls the function, and lets the caller out.
     *
     * @param enters what changes before the function is called
     * @param leaves what changes afterwards, and what is answered
     */
    record Section<M>(Consumer<M> enters, On<M> leaves) {}

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
                    return NOTHING;
                },
                (model, inside) -> {
                    onModel.accept(model);
                    return NOTHING;
                });
    }

    /**
     * Returns an operation that lets its caller in, calls a function, and lets the caller out, as a lock or a pool does:
     * others come and go while the function runs.
     *
     * @param enters changes the model before the function is called, or waits; after a wait with a limit it may answer
     * @param leaves changes it afterwards, and answers with what {@link Inside} gives
     */
    public static <S, M> Op<S, M> section(String text, On<S> onSubject, Consumer<M> enters, On<M> leaves) {
        On<M> inOneStep = (model, inside) -> {
            enters.accept(model);
            return leaves.call(model, inside);
        };
        return new Op<>(text, onSubject, inOneStep, new Section<>(enters, leaves));
    }

    /** Returns the first half. */
    Op<S, M> entering(Object entered) {
        Section<M> halves = Objects.requireNonNull(section);
        return new Op<>(text, onSubject, (model, inside) -> {
            halves.enters().accept(model);
            return entered;
        });
    }

    /** Returns the second half. */
    Op<S, M> leaving() {
        return new Op<>(text, onSubject, Objects.requireNonNull(section).leaves());
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
                onModel,
                section);
    }

    /** Returns the same call with a function that throws. */
    Op<S, M> failing() {
        IllegalStateException thrown = new IllegalStateException("the function failed");
        return new Op<>(
                method() + "(v -> { throw ... })",
                (subject, inside) -> onSubject.call(subject, throwing(inside, thrown)),
                (model, inside) -> onModel.call(model, throwing(inside, thrown)),
                section == null
                        ? null
                        : new Section<>(
                                section.enters(),
                                (model, inside) -> section.leaves().call(model, throwing(inside, thrown))));
    }

    private static Inside throwing(Inside inside, RuntimeException thrown) {
        return new Inside() {
            @Override
            public <T> T gets(Object given, T result) {
                inside.gets(given, result);
                throw thrown;
            }
        };
    }

    /** Returns this call on the first of two objects, with a function that makes another call on the second one. */
    Op<Side<S>, Side<M>> making(Op<S, M> inner) {
        return new Op<>(
                "one." + method() + "(v -> { other." + inner.text() + "; ... })",
                (sides, inside) ->
                        onSubject.call(sides.at(0), after(() -> inner.onSubject.call(sides.at(1), inside), inside)),
                (sides, inside) ->
                        onModel.call(sides.at(0), after(() -> inner.onModel.call(sides.at(1), inside), inside)));
    }

    private static Inside after(Callable<@Nullable Object> first, Inside inside) {
        return new Inside() {
            @Override
            public <T> T gets(Object given, T result) {
                Object unused = Boundary.call(first);
                return inside.gets(given, result);
            }
        };
    }

    /** Returns the same call on one of several objects. */
    Op<Side<S>, Side<M>> on(int number, String name) {
        return new Op<>(
                name + "." + text,
                (sides, inside) -> onSubject.call(sides.at(number), inside),
                (sides, inside) -> onModel.call(sides.at(number), inside),
                section == null
                        ? null
                        : new Section<>(
                                sides -> section.enters().accept(sides.at(number)),
                                (sides, inside) -> section.leaves().call(sides.at(number), inside)));
    }
}
