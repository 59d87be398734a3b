package lockstep.engine.jdk;

import org.jspecify.annotations.Nullable;

/** Stands for {@link java.lang.InheritableThreadLocal} in woven code. */
@SuppressWarnings({"MissingJavadoc", "JavaLangClash", "unchecked"})
public class InheritableThreadLocal<T extends @Nullable Object> extends ThreadLocal<T> {

    protected @Nullable T childValue(@Nullable T parentValue) {
        return parentValue;
    }

    /** Returns the value of a thread that is made by one with this value. */
    public final @Nullable Object inherit(@Nullable Object parentValue) {
        return childValue((T) parentValue);
    }
}
