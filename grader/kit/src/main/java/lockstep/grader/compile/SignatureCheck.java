package lockstep.grader.compile;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Compares a compiled class with the stub: whoever uses the stub must be able to use the class in its place.
 *
 * <p>Every public or protected member of the stub must be there with the same types, and may not throw more. Further
 * members, other generic types with the same erasure and a missing {@code final} are no difference.
 */
final class SignatureCheck {

    private final Exercise exercise;
    private final Map<String, byte[]> classes;
    private final List<SourceFile> sources;
    private final String simpleName;
    private final Map<String, ClassShape> shapes = new HashMap<>();
    private final List<Evidence.RuleBreach> breaches = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    SignatureCheck(Exercise exercise, Map<String, byte[]> classes, List<SourceFile> sources) {
        this.exercise = exercise;
        this.classes = classes;
        this.sources = sources;
        this.simpleName = exercise.stub().getSimpleName();
    }

    /** Returns what is wrong, if anything is. */
    Optional<Finding> find() {
        byte[] written = classes.get(exercise.stub().getName());
        if (written == null) {
            breaches.add(new Evidence.RuleBreach(
                    null,
                    "public class " + simpleName + " in package " + exercise.packageName(),
                    String.join(", ", classes.keySet())));
            differences.add("the class " + simpleName + " is missing");
        } else {
            compare(ClassShape.of(stubBytes(exercise)), ClassShape.of(written));
        }
        if (breaches.isEmpty()) {
            return Optional.empty();
        }
        Evidence.RuleBreach first = breaches.get(0);
        String more = breaches.size() == 1 ? "" : " (and " + (breaches.size() - 1) + " more)";
        return Optional.of(new Finding(
                "A signature differs from the kit's: " + differences.get(0) + more + ".",
                RefusalAdvice.of("Compare it with the exercise's README and give it that signature exactly: others call"
                        + " it as it is written there. What is inside, and further methods, are up to you."),
                first.location(),
                List.copyOf(breaches)));
    }

    static byte[] stubBytes(Exercise exercise) {
        try (InputStream in =
                exercise.stub().getResourceAsStream(exercise.stub().getSimpleName() + ".class")) {
            return Objects.requireNonNull(in, "the stub's class file").readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void compare(ClassShape stub, ClassShape found) {
        int unusable = Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_ENUM;
        if (!found.is(Opcodes.ACC_PUBLIC) || found.is(unusable)) {
            breaches.add(new Evidence.RuleBreach(
                    locate("(class|interface|enum|record)\\s+" + simpleName + "\\b", 0),
                    "public class " + simpleName,
                    classHead(found)));
            differences.add(simpleName + " must be a public class, yours is " + classHead(found));
        }
        for (ClassShape.Member member : stub.members()) {
            if (member.isVisible()) {
                compare(member, found);
            }
        }
    }

    private void compare(ClassShape.Member expected, ClassShape found) {
        List<ClassShape.Member> sameName = withInherited(found).stream()
                .filter(member -> member.name().equals(expected.name()) && member.isMethod() == expected.isMethod())
                .toList();
        Optional<ClassShape.Member> sameTypes = sameName.stream()
                .filter(member -> member.descriptor().equals(expected.descriptor()))
                .findFirst();
        if (sameTypes.isEmpty()) {
            ClassShape.Member other = sameName.isEmpty() ? null : sameName.get(0);
            breach(expected, other, SignatureDifference.ofTypes(simpleName, expected, other));
            return;
        }
        ClassShape.Member member = sameTypes.get();
        boolean sameUse = member.isStatic() == expected.isStatic() && isAtLeastAsVisible(member, expected);
        if (!sameUse || !Objects.equals(member.constant(), expected.constant())) {
            breach(expected, member, SignatureDifference.ofUse(simpleName, expected, member));
        } else if (!throwsTooMuch(member, expected).isEmpty()) {
            breach(
                    expected,
                    member,
                    SignatureDifference.call(simpleName, member) + " may not declare throws "
                            + String.join(", ", throwsTooMuch(member, expected)) + ", which its callers do not expect");
        }
    }

    /** Returns the members of a class, its own first, then those that it inherits from the submission's other classes. */
    private List<ClassShape.Member> withInherited(ClassShape found) {
        List<ClassShape.Member> members = new ArrayList<>(found.members());
        ClassShape parent = shape(found.superName());
        for (int i = 0; parent != null && i < classes.size(); i++) {
            parent.members().stream()
                    .filter(member -> !member.name().equals("<init>"))
                    .forEach(members::add);
            parent = shape(parent.superName());
        }
        return members;
    }

    /** Returns what one of the submission's own classes declares, or null; each class file is read once. */
    private @Nullable ClassShape shape(String internalName) {
        byte[] own = classes.get(internalName.replace('/', '.'));
        return own == null ? null : shapes.computeIfAbsent(internalName, name -> ClassShape.of(own));
    }

    private void breach(ClassShape.Member expected, ClassShape.@Nullable Member found, String difference) {
        SourceLocation location = found == null ? null : locate(found);
        breaches.add(
                new Evidence.RuleBreach(location, show(expected), found == null ? "none of this name" : show(found)));
        differences.add(difference);
    }

    private String show(ClassShape.Member member) {
        return JavaSyntax.declaration(simpleName, member);
    }

    private static boolean isAtLeastAsVisible(ClassShape.Member member, ClassShape.Member expected) {
        return (member.access() & Opcodes.ACC_PUBLIC) != 0
                || ((expected.access() & Opcodes.ACC_PUBLIC) == 0 && member.isVisible());
    }

    private List<String> throwsTooMuch(ClassShape.Member member, ClassShape.Member expected) {
        if (member.isStatic() && member.name().equals("main")) {
            // Only a JVM calls it, and to a JVM any throws clause will do.
            return List.of();
        }
        Set<String> permitted = new HashSet<>(expected.exceptions());
        permitted.add("java/lang/RuntimeException");
        permitted.add("java/lang/Error");
        return member.exceptions().stream()
                .filter(name -> !isOneOf(name, permitted))
                .map(name -> JavaSyntax.simpleName(name.replace('/', '.')))
                .toList();
    }

    /** Walks up the parents: in the submission's own class files first, then in the platform's classes. */
    private boolean isOneOf(String internalName, Set<String> permitted) {
        String name = internalName;
        for (int i = 0; i < classes.size() + 1; i++) {
            if (permitted.contains(name)) {
                return true;
            }
            ClassShape own = shape(name);
            if (own == null) {
                return isOfPlatform(name, permitted);
            }
            name = own.superName();
        }
        return false;
    }

    private static boolean isOfPlatform(String internalName, Set<String> permitted) {
        try {
            Class<?> type = Class.forName(internalName.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            for (Class<?> parent = type; parent != null; parent = parent.getSuperclass()) {
                if (permitted.contains(parent.getName().replace('.', '/'))) {
                    return true;
                }
            }
            return false;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String classHead(ClassShape found) {
        String visibility = found.is(Opcodes.ACC_PUBLIC) ? "public " : "";
        if (found.is(Opcodes.ACC_INTERFACE)) {
            return "an interface";
        }
        if (found.is(Opcodes.ACC_ENUM)) {
            return "an enum";
        }
        return found.is(Opcodes.ACC_ABSTRACT) ? "a " + visibility + "abstract class" : "a class that is not public";
    }

    private @Nullable SourceLocation locate(ClassShape.Member member) {
        String name = member.name().equals("<init>") ? simpleName : member.name();
        return locate("\\b" + name + (member.isMethod() ? "\\s*\\(" : "\\b"), member.line());
    }

    /**
     * Finds a declaration in the source, which class files do not tell the line of.
     *
     * @param lastLine a line inside the declared body, or 0 where there is none; the nearest match above it is taken
     */
    private @Nullable SourceLocation locate(String pattern, int lastLine) {
        java.util.regex.Pattern wanted = java.util.regex.Pattern.compile(pattern);
        for (SourceFile source : sources) {
            if (source.path().equals(exercise.stubPath())) {
                List<String> lines = source.text().lines().toList();
                int from = lastLine == 0 ? lines.size() : Math.min(lastLine, lines.size());
                for (int line = from; line >= 1; line--) {
                    if (wanted.matcher(lines.get(line - 1)).find()) {
                        return new SourceLocation(source.path(), line);
                    }
                }
            }
        }
        return null;
    }
}
