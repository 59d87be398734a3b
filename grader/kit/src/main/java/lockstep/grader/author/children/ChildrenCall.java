package lockstep.grader.author.children;

import java.util.List;
import lockstep.grader.verdict.Advice;
import org.jspecify.annotations.Nullable;

/**
 * A call that has child processes do its work, as an exercise states it once: each child is asked for a part by its
 * arguments, prints lines, then an end mark, and exits with status 0. What is asked of the call is derived by
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

    /** Returns what a call has to return. */
    Object expected(C call);

    /** Returns what a call has to return whose children were asked for this, and have printed it. */
    Object result(List<A> asked);

    /** Returns what a child prints before the end mark, in so many lines, each but the last of about 20 characters. */
    List<String> lines(A asked, int count);

    /** Returns what a line stands for: {@code number}. */
    String word();

    /** Returns the line that says that nothing more will come. */
    String endMark();

    /** Returns lines that no child may print. */
    List<String> badLines();

    /** Returns what the call has to throw when a child fails. */
    Class<? extends Exception> failure();

    /** Returns what to learn from what the evidence shows; null takes the check's own. */
    @Nullable
    Advice advice(ChildSign sign);
}
