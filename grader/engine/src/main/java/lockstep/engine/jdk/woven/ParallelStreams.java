package lockstep.engine.jdk.woven;

import java.util.Collection;
import java.util.Spliterator;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import lockstep.engine.control.Hooks;
import lockstep.engine.control.LibraryNames;

/**
 * Begins parallel streams. The JDK's own pipelines would fork their tasks out of sight; these are copies over the same
 * source, whose tasks run in the common pool of the execution.
 */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class ParallelStreams {

    private ParallelStreams() {}

    public static <T> Stream<T> of(Collection<T> source) {
        return StreamSupport.stream(source.spliterator(), true);
    }

    /** Returns a parallel stream of what is left to do of the given one. */
    public static BaseStream<?, ?> parallel(BaseStream<?, ?> stream) {
        if (LibraryNames.isCopy(stream.getClass().getName())) {
            return stream.parallel();
        }
        return over(stream, Hooks.partsOf(stream)).onClose(stream::close);
    }

    private static BaseStream<?, ?> over(BaseStream<?, ?> stream, Spliterator<?> source) {
        if (stream instanceof IntStream) {
            return StreamSupport.intStream((Spliterator.OfInt) source, true);
        }
        if (stream instanceof LongStream) {
            return StreamSupport.longStream((Spliterator.OfLong) source, true);
        }
        if (stream instanceof DoubleStream) {
            return StreamSupport.doubleStream((Spliterator.OfDouble) source, true);
        }
        return StreamSupport.stream(source, true);
    }
}
