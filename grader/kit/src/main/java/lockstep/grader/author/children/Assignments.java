package lockstep.grader.author.children;

import java.util.List;
import java.util.function.Function;

/**
 * How a parent tells its children what to do: by the arguments that it starts them with.
 *
 * @param <A> what one child is asked to do
 * @param expected what the arguments should be, for people: {@code a start and an end}
 * @param reading throws an {@link IllegalArgumentException} for arguments that are something else
 * @param none what a child is asked to do by those
 */
public record Assignments<A>(String expected, Function<List<String>, A> reading, A none) {}
