package lockstep;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Reports a test as skipped, not as failed, when it came upon a method that is still as the starter has it. */
public final class SkipUnwritten implements InvocationInterceptor {

    private static final String NOT_WRITTEN = "not written yet";

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        proceed(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        proceed(invocation);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        proceed(invocation);
    }

    /** For tests that keep the object under test in a field. */
    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Constructor<T>> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        return proceed(invocation);
    }

    private static <T> T proceed(InvocationInterceptor.Invocation<T> invocation) throws Throwable {
        try {
            return invocation.proceed();
        } catch (Throwable thrown) {
            if (stemsFromStub(thrown, Collections.newSetFromMap(new IdentityHashMap<>()))) {
                throw new TestAbortedException(NOT_WRITTEN, thrown);
            }
            throw thrown;
        }
    }

    /** Assertions and futures wrap what was thrown inside them. */
    private static boolean stemsFromStub(Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return false;
        }
        if (thrown instanceof UnsupportedOperationException && NOT_WRITTEN.equals(thrown.getMessage())) {
            return true;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (stemsFromStub(suppressed, seen)) {
                return true;
            }
        }
        return stemsFromStub(thrown.getCause(), seen);
    }
}
