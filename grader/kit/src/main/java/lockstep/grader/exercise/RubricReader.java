package lockstep.grader.exercise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads an exercise's rubric off the {@link Check} annotations of its probes, in the order of the source. */
public final class RubricReader {

    /** The check that every exercise begins with. */
    public static final String COMPILES = "compiles";

    private static final Advice COMPILE_ADVICE = new Advice(
            "Only code that compiles with the given signatures can be run, by the grader as by anyone else.",
            "Mend what is named here first: nothing else of this exercise can be looked at before.",
            null);

    private final String slug;
    private final Map<CheckKind, List<CheckSpec>> checks = new EnumMap<>(CheckKind.class);

    private RubricReader(String slug) {
        this.slug = slug;
        for (CheckKind kind : CheckKind.values()) {
            checks.put(kind, new ArrayList<>());
        }
    }

    /** Returns the rubric that the probes declare: the compile check, then each kind's checks in source order. */
    public static Rubric read(ExerciseId exercise, List<Class<?>> probes) {
        RubricReader reader = new RubricReader(exercise.slug());
        probes.forEach(reader::readClass);
        CheckSpec compiles = new CheckSpec(
                new CheckId(exercise.slug(), CheckKind.STRUCTURE, COMPILES),
                "Compiles and keeps the signatures",
                0,
                COMPILE_ADVICE,
                List.of(),
                new CheckSpec.Probe("", ""));
        return new Rubric(Stream.concat(
                        Stream.of(compiles), reader.checks.values().stream().flatMap(List::stream))
                .toList());
    }

    private void readClass(Class<?> probe) {
        Map<String, AnnotatedElement> members = new HashMap<>();
        for (Field field : probe.getDeclaredFields()) {
            members.put(field.getName(), field);
        }
        for (Method method : probe.getDeclaredMethods()) {
            members.merge(method.getName(), method, (one, other) -> annotated(one) ? one : other);
        }
        boolean declares = false;
        for (String name : membersInSourceOrder(probe)) {
            declares |= add(probe, name, members.get(name));
        }
        declares |= add(probe, "", probe);
        if (!declares) {
            throw new IllegalArgumentException(probe.getName() + " declares no check");
        }
    }

    /** A rule is of a type of ArchUnit's, which says nothing of it, and a test is a method with nothing that does. */
    private static CheckKind kindOf(AnnotatedElement element) {
        if (element instanceof Field field) {
            return answered(Stream.of(field.getType())).orElse(CheckKind.STRUCTURE);
        }
        Stream<Class<?>> parameters =
                element instanceof Method method ? Arrays.stream(method.getParameterTypes()) : Stream.empty();
        Class<?> type = element instanceof Method method ? method.getDeclaringClass() : (Class<?>) element;
        return answered(Stream.concat(parameters, Arrays.stream(type.getInterfaces())))
                .orElse(CheckKind.CORRECTNESS);
    }

    private static Optional<CheckKind> answered(Stream<Class<?>> types) {
        return types.map(type -> type.getAnnotation(Answers.class))
                .filter(Objects::nonNull)
                .findFirst()
                .map(Answers::value);
    }

    private static boolean annotated(AnnotatedElement element) {
        return element.isAnnotationPresent(Check.class);
    }

    private boolean add(Class<?> probe, String member, @Nullable AnnotatedElement element) {
        if (element == null || !annotated(element)) {
            return false;
        }
        Check check = element.getAnnotation(Check.class);
        CheckKind kind = kindOf(element);
        Stream<CheckId> ground = Stream.concat(Stream.of("structure." + COMPILES), Arrays.stream(check.ground()))
                .map(this::groundId);
        Objects.requireNonNull(checks.get(kind))
                .add(new CheckSpec(
                        new CheckId(slug, kind, check.id()),
                        check.title(),
                        check.points(),
                        advice(check),
                        ground.distinct().toList(),
                        new CheckSpec.Probe(probe.getName(), member)));
        return true;
    }

    private static Advice advice(Check check) {
        if (!check.why().isEmpty() && !check.hint().isEmpty()) {
            return new Advice(check.why(), check.hint(), check.mistake().isEmpty() ? null : check.mistake());
        }
        Advice known = MistakeCatalog.adviceOn(check.mistake());
        return new Advice(
                check.why().isEmpty() ? known.why() : check.why(),
                check.hint().isEmpty() ? known.hint() : check.hint(),
                known.mistake());
    }

    private CheckId groundId(String text) {
        String[] parts = text.split("\\.", 2);
        return new CheckId(slug, CheckKind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
    }

    /** Reflection promises no order; a class file keeps the source's. */
    private static List<String> membersInSourceOrder(Class<?> probe) {
        List<String> names = new ArrayList<>();
        String file = probe.getName().substring(probe.getPackageName().length() + 1) + ".class";
        try (InputStream bytes = probe.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException("no class file for " + probe.getName());
            }
            new ClassReader(bytes)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public @Nullable FieldVisitor visitField(
                                        int access,
                                        String name,
                                        String descriptor,
                                        @Nullable String signature,
                                        @Nullable Object value) {
                                    names.add(name);
                                    return null;
                                }

                                @Override
                                public @Nullable MethodVisitor visitMethod(
                                        int access,
                                        String name,
                                        String descriptor,
                                        @Nullable String signature,
                                        String @Nullable [] exceptions) {
                                    names.add(name);
                                    return null;
                                }
                            },
                            ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names.stream().distinct().toList();
    }
}
