package lockstep.grader.author.children;

import java.io.IOException;
import java.util.List;

/** What stands behind {@link GradedChildJvm}: real child JVMs, or children that play a part. */
public interface Children {

    /** Starts a child. */
    Process start(Class<?> mainClass, List<String> arguments) throws IOException;
}
