package lockstep.grader.compile;

import java.nio.file.Path;
import java.util.List;
import lockstep.grader.submission.SourceFile;

/** The JDK's compiler, wherever it runs. */
public interface Javac {

    /**
     * Compiles.
     *
     * @param classPath a folder with the only classes that the sources see beside the platform's
     */
    JavacAnswer compile(List<SourceFile> sources, Path classPath) throws InterruptedException;
}
