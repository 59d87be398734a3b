package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    /** Ein halboffener Bereich. */
    private record Größe(long von, long bis) {
        static Größe teil(long start, long end, int threads, int nummer) {
            long länge = (end - start) / threads;
            long von = start + nummer * länge;
            return new Größe(von, nummer == threads - 1 ? end : von + länge);
        }
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end < start");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads < 1");
        }
        List<Zähler> zähler = new ArrayList<>();
        List<Thread> fäden = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Größe größe = Größe.teil(start, end, threads, i);
            Zähler neuer = new Zähler(größe.von(), größe.bis(), term);
            Thread faden = new Thread(() -> neuer.zähle(), "Zähler " + i);
            zähler.add(neuer);
            fäden.add(faden);
            faden.start();
        }
        try {
            for (Thread faden : fäden) {
                faden.join();
            }
        } catch (InterruptedException e) {
            zähler.forEach(Zähler::halte);
            for (Thread faden : fäden) {
                while (faden.isAlive()) {
                    Thread.onSpinWait();
                }
            }
            throw e;
        }
        long summe = 0;
        for (Zähler einer : zähler) {
            summe += einer.ergebnis();
        }
        return summe;
    }
}

class Zähler {

    private final long von;
    private final long bis;
    private final LongUnaryOperator term;
    private volatile boolean gehalten;
    private long ergebnis;
    private Throwable fehler;

    public Zähler(long von, long bis, LongUnaryOperator term) {
        this.von = von;
        this.bis = bis;
        this.term = term;
    }

    public void zähle() {
        try {
            long summe = 0;
            for (long i = von; i < bis && !gehalten; i++) {
                summe += term.applyAsLong(i);
            }
            ergebnis = summe;
        } catch (RuntimeException | Error e) {
            fehler = e;
        }
    }

    public void halte() {
        gehalten = true;
    }

    public long ergebnis() {
        if (fehler instanceof Error schwer) {
            throw schwer;
        }
        if (fehler != null) {
            throw (RuntimeException) fehler;
        }
        return ergebnis;
    }
}
