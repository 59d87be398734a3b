package lockstep.grader.gate;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/** Parameters as people write them: simple names in parentheses. */
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

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
