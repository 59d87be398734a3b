package lockstep.threadedsum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Everything about exceptions that the language has, and what programs do with them. */
final class Exceptions {
    static final class Resource implements AutoCloseable {
        private final String name;

        Resource(String name) {
            this.name = name;
        }

        @Override
        public void close() throws IOException {
            throw new IOException(name);
        }
    }

    static class OwnException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Object detail;

        OwnException(String message, Throwable cause, Object detail) {
            super(message, cause);
            this.detail = detail;
        }

        @Override
        public String getMessage() {
            return super.getMessage() + detail;
        }
    }

    static final class QuietException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        QuietException() {
            super("quiet", null, false, false);
        }
    }

    static String resources() {
        Resource outer = new Resource("outer");
        try (outer;
                Resource first = new Resource("first");
                Resource second = first == null ? null : new Resource("second")) {
            return outer.name + first.name + second.name;
        } catch (IOException e) {
            for (Throwable suppressed : e.getSuppressed()) {
                e.addSuppressed(new IllegalStateException(suppressed));
            }
            return e.getMessage();
        } finally {
            System.err.println("closed");
        }
    }

    static int assertions(int n) {
        assert n > 0;
        assert n < 100 : "n is " + n;
        return n;
    }

    static <T> T unwrap(Callable<T> task) throws OwnException, InterruptedException {
        try {
            return task.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw e;
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            } else if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new OwnException("wrapped", e, 3);
        } catch (ArithmeticException | ClassCastException | NullPointerException e) {
            throw new QuietException();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("unexpected", e);
        }
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            NumberFormatException better = new NumberFormatException("not a number: " + text);
            better.initCause(e);
            throw better;
        }
    }

    static long nested() {
        long result = 0;
        try {
            try {
                result = number("x");
            } finally {
                result++;
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            e.printStackTrace();
            e.printStackTrace(System.err);
            System.out.println(e.getLocalizedMessage() + e.getClass().getSimpleName());
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw new AssertionError("too large", e);
        } catch (Throwable all) {
            throw new UncheckedIOException(new IOException(all));
        }
        return result;
    }

    static void rethrown(boolean early) throws IOException {
        try {
            if (early) {
                throw new IOException("early");
            }
            throw new UnsupportedOperationException();
        } catch (final Exception e) {
            throw e;
        }
    }

    private Exceptions() {}
}
