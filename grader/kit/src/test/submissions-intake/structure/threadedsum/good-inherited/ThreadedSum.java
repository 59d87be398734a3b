package lockstep.threadedsum;

public final class ThreadedSum extends Summation {}
