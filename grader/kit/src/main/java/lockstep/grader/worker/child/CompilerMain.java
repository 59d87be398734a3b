package lockstep.grader.worker.child;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import lockstep.grader.gate.GatedCompiler;
import lockstep.grader.worker.ClassFileJob;
import lockstep.grader.worker.protocol.CompilerAnswer;
import lockstep.grader.worker.protocol.CompilerRequest;
import lockstep.grader.worker.protocol.Frames;
import lockstep.grader.worker.protocol.RecordCodec;

/**
 * The main class of the JVM in which submissions are compiled and their classes read, one after the other. It says that it
 * is there, answers each request, and ends with its input, whatever it is doing then.
 */
public final class CompilerMain {

    /** What is said once, before all answers. */
    public static final long GREETING = 0;

    private static final long STACK_BYTES = 16L * 1024 * 1024;

    private static final GatedCompiler EXAMINER = new GatedCompiler();

    private CompilerMain() {}

    public static void main(String[] arguments) throws IOException {
        InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
        new Thread(null, () -> answerAll(requests, out), "compiler", STACK_BYTES).start();
        try {
            // Requests and their answers are numbered from 1.
            byte[] request;
            for (long number = GREETING + 1; (request = Frames.read(in, number)) != null; number++) {
                requests.add(request);
            }
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void answerAll(BlockingQueue<byte[]> requests, OutputStream out) {
        try {
            Frames.write(out, GREETING, new byte[0]);
            for (long number = GREETING + 1; ; number++) {
                Frames.write(out, number, answer(requests.take()));
            }
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** Returns the encoded answer to an encoded request. */
    public static byte[] answer(byte[] request) throws IOException {
        return RecordCodec.encode(CompilerAnswer.class, answer(RecordCodec.decode(CompilerRequest.class, request)));
    }

    private static CompilerAnswer answer(CompilerRequest request) {
        try {
            if (request instanceof CompilerRequest.Judge judge) {
                ClassFileJob job = Class.forName(judge.job())
                        .asSubclass(ClassFileJob.class)
                        .getConstructor()
                        .newInstance();
                return new CompilerAnswer.OfCheck(job.judge(Path.of(judge.classes()), judge.check()));
            }
            CompilerRequest.Examine examine = (CompilerRequest.Examine) request;
            return new CompilerAnswer.OfSources(
                    EXAMINER.examine(examine.exercise(), examine.sources(), Path.of(examine.api())));
        } catch (StackOverflowError e) {
            return new CompilerAnswer.Unfinished("it ran out of stack");
        } catch (Exception | Error e) {
            return new CompilerAnswer.Unfinished("it failed with " + e);
        }
    }
}
