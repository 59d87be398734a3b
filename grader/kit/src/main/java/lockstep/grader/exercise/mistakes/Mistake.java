package lockstep.grader.exercise.mistakes;

import java.util.List;
import lockstep.grader.verdict.Advice;

/**
 * An entry of the catalogue: something that many students get wrong.
 *
 * @param id a letter for the topic and a number: {@code S11}
 * @param exercises the slugs of the exercises where it occurs, some of which the kit may not have yet; not empty
 * @param title a few words
 * @param wrong what goes wrong, in one or two sentences
 * @param advice the principle behind it, and how to mend it
 * @param sight whether this grader sees it today, and how
 */
public record Mistake(String id, List<String> exercises, String title, String wrong, Advice advice, Sight sight) {

    public Mistake {
        exercises = List.copyOf(exercises);
        if (!id.matches("[A-Z][1-9][0-9]?")) {
            throw new IllegalArgumentException("a letter and a number expected as a mistake's id, found " + id);
        }
        if (exercises.isEmpty() || title.isBlank() || wrong.isBlank()) {
            throw new IllegalArgumentException(id + ": exercises, a title and what goes wrong expected");
        }
    }

    /**
     * Whether the grader sees a mistake.
     *
     * @param how by which evidence, or why not
     */
    public record Sight(Visibility visibility, String how) {

        public Sight {
            if (how.isBlank()) {
                throw new IllegalArgumentException("how a mistake is seen, or why not, expected");
            }
        }
    }

    /** How reliably the grader sees a mistake. */
    public enum Visibility {
        /** In every run. */
        YES,
        /** In some runs, or in some forms. */
        SOMETIMES,
        /** Not at all today. */
        NO
    }
}
