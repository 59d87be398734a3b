package lockstep.grader.author.children;

import java.io.IOException;
import java.util.List;

/**
 * The grader's own {@code ChildJvm}, under whose name a submission finds it: the running probe says what a child is.
 * Keeps to the contract of the kit's class, with its name put in its place by the compile step.
 */
public final class GradedChildJvm {

    /**
     * Starts {@code mainClass} in a child.
     *
     * @return the started child
     */
    public static Process start(Class<?> mainClass, String... arguments) throws IOException {
        try {
            mainClass.getMethod("main", String[].class);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    mainClass.getName() + " has no method public static void main(String[])", e);
        }
        return CurrentChildren.get().start(mainClass, List.of(arguments));
    }

    private GradedChildJvm() {}
}
