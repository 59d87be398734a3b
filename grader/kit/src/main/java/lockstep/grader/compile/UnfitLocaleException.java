package lockstep.grader.compile;

import java.util.Collection;
import lockstep.grader.submission.FileNames;

/** The grader was started in a locale in which it cannot name a submission's files: no fault of the submission. */
public final class UnfitLocaleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnfitLocaleException(String what) {
        super(what + " has a name beyond ASCII, and the grader was started in a locale that has no such file names;"
                + " started with LC_ALL=C.UTF-8, it can grade this");
    }

    static void check(String what, Collection<String> names) {
        names.stream().filter(FileNames::isBeyondLocale).findFirst().ifPresent(name -> {
            throw new UnfitLocaleException(what + " " + name.substring(name.lastIndexOf('/') + 1));
        });
    }
}
