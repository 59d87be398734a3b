package lockstep.engine.jdk;

import java.util.function.Supplier;
import lockstep.engine.control.IdentityHooks;
import lockstep.engine.control.ThreadLocals;
import org.jspecify.annotations.Nullable;

/** Stands for {@link java.lang.ThreadLocal} in woven code: a controlled thread is no thread to the JDK. */
@SuppressWarnings({"MissingJavadoc", "JavaLangClash", "unchecked", "TypeParameterUnusedInFormals"})
public class ThreadLocal<T extends @Nullable Object> {

    private @Nullable Supplier<? extends T> initial;

    public static <S extends @Nullable Object> ThreadLocal<S> withInitial(Supplier<? extends S> supplier) {
        ThreadLocal<S> variable = new ThreadLocal<>();
        variable.initial = supplier;
        return variable;
    }

    protected @Nullable T initialValue() {
        return initial == null ? null : initial.get();
    }

    public @Nullable T get() {
        return (T) ThreadLocals.get(this, this::initialValue);
    }

    public void set(@Nullable T value) {
        ThreadLocals.set(this, value);
    }

    public void remove() {
        ThreadLocals.remove(this);
    }

    @Override
    public String toString() {
        return IdentityHooks.usualText(this);
    }
}
