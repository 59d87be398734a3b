package lockstep.grader.author.children;

import java.util.List;
import lockstep.grader.verdict.Advice;
import org.jspecify.annotations.Nullable;

/**
 * A call that has child processes do its work, as an exercise states it once: each child is asked for a part by its
 * arguments, prints lines, then an end mark if there is one, and exits with status 0. What is asked of the call is derived by
 * {@link ChildrenChecks}.
 *
 * @param <C> the arguments of the call; as a text, the call as a student would write it
 * @param <A> what one child is asked to do
 */
public interface ChildrenCall<C, A> {

    /** An object of the submission's class. What it throws has crossed the boundary. */
    @FunctionalInterface
    interface Instance<C> {
        Object call(C arguments);
    }

    /** Returns a new object. */
    Instance<C> instance();

    /** Returns a plain call that so many children share. */
    C plain(int children);

    /** Returns how many children share a call, at most. */
    int children(C call);

    /** Returns how a child is asked. */
    Assignments<A> assignments();

    /** Returns what a call has to return; by default, nobody knows before its children have printed. */
    default Object expected(C call) {
        throw new UnsupportedOperationException(
                "what " + call + " has to return is known by its children's lines only");
    }

    /** Returns what a call has to return that has started these children, in this order, each of which has printed its lines. */
    Object result(List<ScriptedChild<A>> children);

    /** Returns what a child prints before the end mark, in so many lines, each but the last of about 20 characters. */
    List<String> lines(ScriptedChild<A> child, int count);

    /** Returns what a line stands for: {@code number}. */
    String word();

    /** Returns the line that says that nothing more will come; null, the default, if only the end of the output says so. */
    default @Nullable String endMark() {
        return null;
    }

    /** Returns lines that no child may print. */
    List<String> badLines();

    /** Returns what the call has to throw when a child fails. */
    Class<? extends Exception> failure();

    /** Returns whether no thread of the call's is left when it returns or throws, but for those that have only to end. */
    default boolean endsItsThreads() {
        return false;
    }

    /** Returns what to learn from what the evidence shows; null takes the check's own. */
    @Nullable
    Advice advice(ChildSign sign);
}
