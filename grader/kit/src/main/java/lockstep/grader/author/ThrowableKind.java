package lockstep.grader.author;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A kind of throwable that code may treat differently from others where it should treat all alike. */
public enum ThrowableKind {
    UNCHECKED("an IllegalStateException", message -> new IllegalStateException(message)),
    /** Nobody can make a copy of it by reflection, as {@code ForkJoinTask} does to show the caller's stack. */
    UNCOPYABLE("an unchecked exception without a public constructor", Uncopyable::new),
    CHECKED("a checked exception, thrown without being declared", message -> new IOException(message)),
    ASSERTION("an AssertionError", message -> new AssertionError(message)),
    STACK_OVERFLOW("a StackOverflowError", message -> new StackOverflowError(message)),
    INTERRUPTED("an InterruptedException of its own", message -> new InterruptedException(message)),
    CAUSED(
            "an exception that has a cause",
            message -> new IllegalArgumentException(message, new IOException("its cause"))),
    /** What libraries wrap others in, and may unwrap. */
    WRAPPER(
            "a CompletionException with a cause",
            message -> new CompletionException(message, new IOException("its cause"))),
    /** A map in a task throws it. */
    EXECUTION(
            "an ExecutionException",
            message -> new ExecutionException(message, new IllegalStateException("its cause"))),
    CANCELLATION("a CancellationException", message -> new CancellationException(message)),
    TIMEOUT("a TimeoutException of its own", message -> new TimeoutException(message));

    private final String text;
    private final Function<String, Throwable> maker;

    ThrowableKind(String text, Function<String, Throwable> maker) {
        this.text = text;
        this.maker = maker;
    }

    /** Returns what it is, for people. */
    public String text() {
        return text;
    }

    /** Returns a new one. */
    public Throwable make(String message) {
        return maker.apply(message);
    }

    private static final class Uncopyable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Uncopyable(String message) {
            super(message);
        }
    }
}
