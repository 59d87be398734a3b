package lockstep.grader.compile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In words, what is not alike in a member of the stub and the one of the same name in a submission. */
final class SignatureDifference {

    private SignatureDifference() {}

    /** Says how the types differ, or that there is no member of this name. */
    static String ofTypes(String className, ClassShape.Member expected, ClassShape.@Nullable Member found) {
        if (found == null) {
            return JavaSyntax.declaration(className, expected) + " is missing";
        } else if (!expected.isMethod()) {
            return whole(className, expected, found);
        }
        List<String> parts = new ArrayList<>();
        String parameters = JavaSyntax.parameterTypes(expected);
        String result = JavaSyntax.returnType(expected);
        if (!parameters.equals(JavaSyntax.parameterTypes(found))) {
            parts.add("must take " + parameters + ", yours takes " + JavaSyntax.parameterTypes(found));
        }
        if (!result.equals(JavaSyntax.returnType(found))) {
            parts.add("must return " + result + ", yours returns " + JavaSyntax.returnType(found));
        }
        return parts.isEmpty()
                ? whole(className, expected, found)
                : call(className, expected) + " " + String.join("; it ", parts);
    }

    /** Says how members of the same types differ. */
    static String ofUse(String className, ClassShape.Member expected, ClassShape.Member found) {
        if (found.isStatic() != expected.isStatic()) {
            return call(className, expected) + (expected.isStatic() ? " must be static" : " must not be static");
        } else if (!java.util.Objects.equals(expected.constant(), found.constant())) {
            return whole(className, expected, found);
        }
        String visibility = JavaSyntax.declaration(className, expected).startsWith("public ") ? "public" : "protected";
        return call(className, expected) + " must be " + visibility;
    }

    /** Returns the member's name, with brackets where it is called. */
    static String call(String className, ClassShape.Member member) {
        String name = member.name().equals("<init>") ? "the constructor " + className : member.name();
        return name + (member.isMethod() ? "()" : "");
    }

    private static String whole(String className, ClassShape.Member expected, ClassShape.Member found) {
        return "it must be " + JavaSyntax.declaration(className, expected) + ", yours is "
                + JavaSyntax.declaration(className, found);
    }
}
