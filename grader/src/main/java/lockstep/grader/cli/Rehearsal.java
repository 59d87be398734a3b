package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.worker.child.CompilerMain;
import lockstep.grader.worker.protocol.CompileRequest;
import lockstep.grader.worker.protocol.RecordCodec;

/**
 * The main class of the run that the launcher makes its class archive from: a usual run, and in the same JVM what the
 * compiler's process loads, so that one archive serves both.
 */
public final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        SourceFile mistaken = new SourceFile("Mistaken.java", "class Mistaken { int }");
        SourceFile right = new SourceFile("Right.java", "class Right { Runnable r = () -> System.out.println(r); }");
        for (SourceFile source : List.of(mistaken, right)) {
            CompilerMain.answer(
                    RecordCodec.encode(CompileRequest.class, CompileRequest.of(List.of(source), Path.of("."))));
        }
        Main.main(arguments);
    }
}
