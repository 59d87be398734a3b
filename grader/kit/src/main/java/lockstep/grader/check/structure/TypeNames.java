package lockstep.grader.check.structure;

import java.util.List;
import java.util.regex.Pattern;

/** A set of types given by patterns of their full names. */
public final class TypeNames {

    private final List<Pattern> patterns;

    private TypeNames(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** Returns the types whose full names match one of these regular expressions. */
    public static TypeNames matching(String... expressions) {
        return new TypeNames(List.of(expressions).stream().map(Pattern::compile).toList());
    }

    /** Returns whether the type of this full name is one of them. */
    public boolean matches(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
