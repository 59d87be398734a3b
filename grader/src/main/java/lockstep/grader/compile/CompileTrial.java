package lockstep.grader.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockstep.grader.submission.SourceFile;

/** Has sources compiled in a process of their own first, which can be ended whatever the compiler does in it. */
public interface CompileTrial {

    /**
     * Compiles and throws the result away.
     *
     * @param classPath what the sources see beside the platform's classes
     * @param scratch an empty folder for what the process needs
     * @return why the compiler did not come to an end; empty if it did, with classes or with errors
     */
    Optional<String> failure(List<SourceFile> sources, Path classPath, Path scratch);
}
