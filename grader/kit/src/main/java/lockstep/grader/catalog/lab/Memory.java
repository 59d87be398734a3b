package lockstep.grader.catalog.lab;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.ObjectName;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;
import lockstep.grader.report.LabReport.Unit;

/** What the memory of a live JVM consists of, and what of it its threads share. */
record Memory() implements Experiment {

    private static final int THREADS = 3;

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public String title() {
        return "The memory of this JVM, the highest addresses first";
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column("resident memory", Unit.KIBIBYTES));
    }

    @Override
    public List<Row> measure(int shrink) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i <= THREADS; i++) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "worker-" + i);
            thread.start();
            threads.add(thread);
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        List<Row> rows = MemoryMap.read(Path.of("/proc/self"), heap()).rows();
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return rows.isEmpty() ? List.of(Row.told("this JVM", "only Linux tells where its memory lies")) : rows;
    }

    /** What the JVM itself says of its heap, with addresses. */
    private static String heap() {
        try {
            return String.valueOf(ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcHeapInfo",
                            new Object[] {null},
                            new String[] {String[].class.getName()}));
        } catch (JMException e) {
            return "";
        }
    }

    @Override
    public String conclusion(List<Row> rows) {
        return rows.size() > 1
                ? "Each thread has a stack of its own; heap, static fields and code are there once, for all threads of the process."
                : "";
    }
}
