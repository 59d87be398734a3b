package lockstep.grader.check.speedup;

import java.util.Arrays;
import lockstep.grader.verdict.Evidence.Estimate;
import lockstep.grader.verdict.Evidence.Spread;

/**
 * The median of a few values with an interval between two of them.
 *
 * <p>The interval of the k-th smallest and the k-th largest of n independent values misses the median of their
 * distribution only if fewer than k values fall on one side of it, whatever the distribution is: the number of values
 * below the median is binomial with probability 1/2. So k = 1 gives 75 % for 3 values, 87.5 % for 4, 93.8 % for 5,
 * 98.4 % for 7 and 99.6 % for 9; k = 2 gives 96.1 % for 9. No assumption is made about outliers, which timings on a
 * shared machine are full of.
 */
final class RankInterval {

    /** The narrowest interval that still has this confidence is taken; with few values even the widest has less. */
    private static final double WANTED = 0.95;

    private RankInterval() {}

    /** Returns the median with its interval. */
    static Estimate of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        int k = 1;
        while (k + 1 <= n / 2 && confidence(n, k + 1) >= WANTED) {
            k++;
        }
        return new Estimate(median(sorted), sorted[k - 1], sorted[n - k], 100 * confidence(n, k));
    }

    /** Returns the probability that the k-th smallest and the k-th largest of n values have the median between them. */
    static double confidence(int n, int k) {
        double missed = 0;
        double choose = 1;
        for (int i = 0; i < k; i++) {
            missed += choose;
            choose = choose * (n - i) / (i + 1);
        }
        return Math.max(0, 1 - 2 * missed / Math.pow(2, n));
    }

    /** Returns times in nanoseconds as a spread in milliseconds; CPU times of 0 mean that there are none. */
    static Spread spread(long[] nanos, long[] cpuNanos) {
        double[] millis = sortedMillis(nanos);
        // Counted in hundredths of a second: a mean says more than a median.
        double cpu = Arrays.stream(cpuNanos).average().orElse(0) / 1e6;
        return new Spread(median(millis), millis[0], millis[millis.length - 1], cpu > 0 ? cpu : null);
    }

    private static double[] sortedMillis(long[] nanos) {
        return Arrays.stream(nanos).mapToDouble(n -> n / 1e6).sorted().toArray();
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
