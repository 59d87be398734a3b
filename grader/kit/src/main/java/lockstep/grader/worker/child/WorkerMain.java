package lockstep.grader.worker.child;

import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import lockstep.grader.probe.Thrown;
import lockstep.grader.worker.WorkerJob;
import lockstep.grader.worker.protocol.Frames;
import lockstep.grader.worker.protocol.Message;
import lockstep.grader.worker.protocol.RecordCodec;
import lockstep.grader.worker.protocol.Request;

/**
 * The main class of a worker JVM. Takes standard input and output for itself before any class of the submission is
 * loaded; what the submission prints goes to standard error, and what it reads is empty.
 */
public final class WorkerMain {

    /** The option that says which part of the wall time a check may take as processor time; no limit without it. */
    public static final String CPU_SHARE = "worker.cpu-share";

    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setIn(InputStream.nullInputStream());
        System.setOut(submissionOutput());
        System.setErr(submissionOutput());
        long nonce = in.readLong();
        Request request = RecordCodec.decode(
                Request.class, Objects.requireNonNull(Frames.read(in, nonce), "the parent went away"));
        Channel channel = new Channel(out, nonce);
        Household household = new Household();
        household.startThread("parent-watch", () -> endWithParent(in));
        CheckWatch watch = new CheckWatch(channel, household, request, cpuMillis(request));
        Runtime.getRuntime().addShutdownHook(household.newThread("exit-watch", () -> ExitWatch.report(channel)));
        household.startThread("check-watch", watch::watch);
        channel.send(new Message.Ready());
        run(request, watch, channel);
        Household.endJvm(0);
    }

    /** A loop without end is told sooner by its processor time, which no other load on the machine makes longer. */
    private static long cpuMillis(Request request) {
        String share = request.options().get(CPU_SHARE);
        return share == null ? CheckWatch.NO_CPU_LIMIT : (long) (request.perCheckMillis() * Double.parseDouble(share));
    }

    private static void run(Request request, CheckWatch watch, Channel channel) {
        try {
            Class<?> job = Class.forName(request.job());
            WorkerJob it = (WorkerJob) job.getConstructor().newInstance();
            it.run(request.checks(), request.options(), watch);
            channel.send(new Message.Done());
        } catch (Throwable ours) {
            channel.send(new Message.JobFailed(trace(Thrown.of(ours))));
        }
    }

    private static String trace(Thrown thrown) {
        return thrown.chain()
                .map(each -> each.inWords()
                        + (each.stack().isEmpty() ? "" : " at " + each.stack().get(0)))
                .collect(Collectors.joining(" <- ", "the job ", ""));
    }

    /** The parent writes nothing more: the end of this stream is the end of the parent. */
    private static void endWithParent(InputStream in) {
        try {
            while (in.read() >= 0) {
                // Nothing is expected; whatever comes means nothing.
            }
        } catch (IOException e) {
            // As good as its end.
        }
        Household.endJvm(1);
    }

    /** Closing it closes nothing, or JVM's own last words would be lost with it. */
    private static PrintStream submissionOutput() {
        OutputStream unclosable = new FilterOutputStream(new FileOutputStream(FileDescriptor.err)) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
        return new PrintStream(unclosable, true, StandardCharsets.UTF_8);
    }
}
