package lockstep.grader.check.structure;

import java.util.List;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * A call, a field access or a method reference somewhere in a submission, lambdas included.
 *
 * @param owner the class named at the place of use, which may be a subclass of the one that declares the member
 * @param member the member's name; {@code <init>} for a constructor
 * @param parameters the parameter types' names; empty for a field
 */
public record Use(
        String owner,
        String member,
        List<String> parameters,
        @Nullable SourceLocation location) {

    public Use {
        parameters = List.copyOf(parameters);
    }

    /** Returns it as a student would name it: {@code Executors.newFixedThreadPool} or {@code new Thread}. */
    String inWords() {
        String simple = owner.substring(Math.max(owner.lastIndexOf('.'), owner.lastIndexOf('$')) + 1);
        return member.equals("<init>") ? "new " + simple : simple + "." + member;
    }

    boolean isConstructor() {
        return member.equals("<init>");
    }
}
