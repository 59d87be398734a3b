package lockstep.grader.check.structure;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * All classes of a submission seen as one: what they use, whoever of them does.
 *
 * <p>Only the submission's own class files are read. Of the platform's classes nothing but the names is known.
 */
public final class SubmissionClasses {

    private final JavaClasses classes;
    private final List<Use> uses;

    SubmissionClasses(JavaClasses classes) {
        this.classes = classes;
        this.uses = classes.stream()
                .flatMap(javaClass -> javaClass.getAccessesFromSelf().stream())
                .map(SubmissionClasses::use)
                .sorted(Comparator.comparing(SubmissionClasses::place))
                .toList();
    }

    /** Returns all uses in the order of the source. */
    public Stream<Use> uses() {
        return uses.stream();
    }

    /** Returns whether a class is one of these, or extends or implements one of these through the submission's own. */
    public boolean isA(String className, Set<String> types) {
        Deque<String> waiting = new ArrayDeque<>(List.of(className));
        Set<String> seen = new HashSet<>();
        while (!waiting.isEmpty()) {
            String name = waiting.remove();
            if (types.contains(name)) {
                return true;
            }
            if (seen.add(name) && classes.contain(name)) {
                JavaClass own = classes.get(name);
                own.getRawSuperclass().map(JavaClass::getName).ifPresent(waiting::add);
                own.getRawInterfaces().forEach(type -> waiting.add(type.getName()));
            }
        }
        return false;
    }

    /** Returns the breaches of naming types: in fields, parameters, calls, casts and wherever else a class file can. */
    Stream<Breach> mentions(TypeNames types) {
        List<Breach> found = new ArrayList<>();
        for (JavaClass javaClass : classes) {
            for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                String name = dependency.getTargetClass().getBaseComponentType().getName();
                if (types.matches(name)) {
                    int line = dependency.getSourceCodeLocation().getLineNumber();
                    found.add(new Breach(location(javaClass, line), "uses " + simpleName(name), null));
                }
            }
        }
        return found.stream().sorted(Comparator.comparing(breach -> place(breach.location())));
    }

    /** Returns whether some method is synchronized or holds a synchronized block, which ArchUnit does not see. */
    public boolean usesMonitor() {
        return classes.stream()
                .anyMatch(javaClass -> javaClass.getMethods().stream()
                                .anyMatch(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                        || javaClass
                                .getSource()
                                .map(SubmissionClasses::hasSynchronizedBlock)
                                .orElse(false));
    }

    private static boolean hasSynchronizedBlock(Source source) {
        boolean[] found = {false};
        try (InputStream in = source.getUri().toURL().openStream()) {
            new ClassReader(in)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access,
                                        String name,
                                        String descriptor,
                                        @Nullable String signature,
                                        String @Nullable [] exceptions) {
                                    return new MethodVisitor(Opcodes.ASM9) {
                                        @Override
                                        public void visitInsn(int opcode) {
                                            found[0] |= opcode == Opcodes.MONITORENTER;
                                        }
                                    };
                                }
                            },
                            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found[0];
    }

    private static Use use(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        List<String> parameters = target instanceof AccessTarget.CodeUnitAccessTarget called
                ? called.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
        return new Use(
                target.getOwner().getName(),
                target.getName(),
                parameters,
                location(access.getOriginOwner(), access.getLineNumber()));
    }

    private static @Nullable SourceLocation location(JavaClass javaClass, int line) {
        String file = javaClass.getSource().flatMap(Source::getFileName).orElse("");
        return line < 1 || file.isEmpty()
                ? null
                : new SourceLocation(javaClass.getPackageName().replace('.', '/') + "/" + file, line);
    }

    private static String place(Use use) {
        return place(use.location()) + use.owner() + use.member();
    }

    /** Sorts by file and line; what has no line comes last. */
    private static String place(@Nullable SourceLocation location) {
        return location == null ? "\uffff" : "%s:%09d:".formatted(location.file(), location.line());
    }

    private static String simpleName(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
