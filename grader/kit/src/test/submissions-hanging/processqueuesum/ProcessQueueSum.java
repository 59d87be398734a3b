package lockstep.processqueuesum;

public final class ProcessQueueSum {

    public static final String STOP = "STOP";

    public long sum(long start, long end, Term term, int processes) {
        throw new UnsupportedOperationException("only the children are done");
    }

    public static void main(String[] arguments) {
        new Thread(ProcessQueueSum::sleep, "hanging").start();
    }

    private static void sleep() {
        while (true) {
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException e) {
                System.out.println("not now");
            }
        }
    }
}
