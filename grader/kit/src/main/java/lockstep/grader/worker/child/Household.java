package lockstep.grader.worker.child;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import lockstep.grader.worker.ChildProcesses;

/** The threads that a worker has for itself and those of the JVM, to be told apart from what a submission starts. */
final class Household {

    /** The JVM's own group: whoever counts or interrupts the threads of the main group does not meet the worker's. */
    private final ThreadGroup group;

    private final Set<Thread> own = new HashSet<>();

    Household() {
        ThreadGroup main = Thread.currentThread().getThreadGroup();
        this.group = main.getParent() == null ? main : main.getParent();
        own.addAll(Thread.getAllStackTraces().keySet());
    }

    synchronized Thread newThread(String name, Runnable body) {
        Thread thread = new Thread(group, body, name);
        thread.setDaemon(true);
        own.add(thread);
        return thread;
    }

    void startThread(String name, Runnable body) {
        newThread(name, body).start();
    }

    /** Returns the live threads that were started by the job, the probes or the submission. */
    synchronized Collection<Thread> guests() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !own.contains(thread))
                .collect(Collectors.toList());
    }

    /** Ends this JVM and the processes below it, without the hooks that a submission may have set. */
    static void endJvm(int status) {
        ChildProcesses.startNoMore();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(status);
    }
}
