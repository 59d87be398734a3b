package lockstep.grader.gate;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/** Parameters as people write them: names in parentheses, simple ones for the platform's types. */
final class Parameters {

    private Parameters() {}

    static String of(String descriptor) {
        return Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(type -> simple(type.getClassName()))
                .collect(Collectors.joining(",", "(", ")"));
    }

    static String of(Class<?>[] types) {
        return Arrays.stream(types).map(type -> simple(type.getTypeName())).collect(Collectors.joining(",", "(", ")"));
    }

    /** A class of the submission may have the simple name of a type that a list means. */
    private static String simple(String name) {
        return name.startsWith("java") ? name.substring(name.lastIndexOf('.') + 1) : name;
    }
}
