package lockstep.grader.compile;

import java.util.Map;

/** What an {@link Examiner} came to: classes, or why there are none that may run. */
public sealed interface Examined permits Examined.Admitted, CompileOutcome.Refused, CompileOutcome.NotWritten {

    /** Classes by binary name, with dots. */
    record Admitted(Map<String, byte[]> classes) implements Examined {}
}
