package lockstep.grader.pack;

import java.util.Locale;

/**
 * The exact interval of a probability that was seen to come true in some of many independent trials (Clopper and Pearson,
 * "The use of confidence or fiducial limits", Biometrika 1934): the probabilities under which so few, or so many, are not
 * rarer than once in forty. It says nothing of trials that are not alike, or that were chosen.
 *
 * @param low from 0
 * @param high to 1
 */
record BinomialInterval(double low, double high) {

    private static final double EACH_SIDE = 0.025;
    private static final int HALVINGS = 50;

    /** Returns the interval of 95 %. */
    static BinomialInterval of(int hits, int trials) {
        return new BinomialInterval(
                hits == 0 ? 0 : bound(trials, hits, false), hits == trials ? 1 : bound(trials, hits, true));
    }

    private static double bound(int trials, int hits, boolean upper) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            // How likely so few are falls with the probability, how likely so many are grows.
            boolean tooLow =
                    upper ? atMost(trials, hits, middle) > EACH_SIDE : 1 - atMost(trials, hits - 1, middle) < EACH_SIDE;
            if (tooLow) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The probability of at most so many hits. */
    private static double atMost(int trials, int hits, double probability) {
        double sum = 0;
        double logChoose = 0;
        for (int k = 0; k <= hits; k++) {
            sum += Math.exp(logChoose + k * Math.log(probability) + (trials - k) * Math.log1p(-probability));
            logChoose += Math.log((double) (trials - k) / (k + 1));
        }
        return sum;
    }

    /** Returns it as in "92.6 to 100 %". */
    String inPercent() {
        return percent(low) + " to " + percent(high) + " %";
    }

    private static String percent(double share) {
        String text = String.format(Locale.ROOT, "%.1f", 100 * share);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
