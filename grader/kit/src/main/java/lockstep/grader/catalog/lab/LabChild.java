package lockstep.grader.catalog.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lockstep.grader.worker.ChildProcesses;
import lockstep.processqueuesum.Term;

/** What a child process of the lab runs, and how it is started. */
public final class LabChild {

    private LabChild() {}

    /** Called in the child with what to do. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // What it fails of on purpose is nothing that anybody has to read.
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
        switch (arguments[0]) {
            case "sleep" -> Thread.sleep(Long.parseLong(arguments[1]));
            case "compute" -> Sum.part(0, Long.parseLong(arguments[1]), Term.MIX);
            case "echo" -> echo();
            case "hello" -> {
                say("!");
                echo();
            }
            case "change" -> {
                Shared.value = Integer.parseInt(arguments[1]);
                say("" + Shared.value);
            }
            case "fail" -> {
                new Thread(LabChild::sayLater).start();
                throw new IllegalStateException("on purpose");
            }
            case "exit" -> {
                new Thread(LabChild::sayLater).start();
                System.exit(3);
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void sayLater() {
        Sleeping.sleep(200);
        try {
            say("still here");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String text) throws IOException {
        System.out.write(text.getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    /** Gives back what it is given until there is no more. */
    private static void echo() throws IOException {
        OutputStream out = System.out;
        for (int next = System.in.read(); next >= 0; next = System.in.read()) {
            out.write(next);
            out.flush();
        }
    }

    /** Starts a child. */
    static Process start(String... arguments) throws IOException {
        return ChildProcesses.start(LabChild.class, List.of(arguments));
    }

    /** Starts so many children side by side and waits for their ends. */
    static int all(int count, String... arguments) throws IOException, InterruptedException {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            children.add(start(arguments));
        }
        for (Process child : children) {
            child.waitFor();
        }
        return count;
    }

    /** What a child has said when it has ended, and its status. */
    record End(String said, int status) {}

    /** Starts a child and waits for its end. */
    static End end(String... arguments) throws IOException, InterruptedException {
        Process child = start(arguments);
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new End(said, child.waitFor());
    }
}
