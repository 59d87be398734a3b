package lockstep.grader.report;

import java.util.List;

/**
 * What a command line names, so that another one can name it again.
 *
 * @param folder of the submission; empty where it was not named
 * @param packs the packs of other authors
 */
public record Named(String folder, List<String> packs) {

    /** Where nothing is named. */
    public static final Named NOTHING = new Named("", List.of());

    public Named {
        packs = List.copyOf(packs);
    }
}
