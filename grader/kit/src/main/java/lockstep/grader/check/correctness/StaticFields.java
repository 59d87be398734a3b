package lockstep.grader.check.correctness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The static fields of a submission by which its objects may have something in common: those that change, and those of
 * objects that do. Taken for one that does is an object of any type but those of texts, numbers, durations, patterns and
 * handles.
 */
final class StaticFields extends ClassVisitor {

    private static final List<String> CONSTANT = List.of(
            "Ljava/lang/String;",
            "Ljava/lang/Integer;",
            "Ljava/lang/Long;",
            "Ljava/lang/Class;",
            "Ljava/math/",
            "Ljava/time/",
            "Ljava/util/regex/",
            "Ljava/util/concurrent/TimeUnit;",
            "Ljava/util/logging/",
            "Ljava/lang/invoke/");

    /** Of these there are often more, which do no harm. */
    private static final List<String> LESS_TELLING =
            List.of("Ljava/lang/Object;", "Ljava/util/concurrent/atomic/", "Ljava/util/concurrent/locks/");

    /** Where each of them was put first in the order of the files, which for most is where it is declared. */
    private final Map<String, SourceLocation> places = new HashMap<>();

    /** Their types, in the order of the files. */
    private final Map<String, String> shared = new LinkedHashMap<>();

    private String owner = "";
    private String file = "";

    private StaticFields() {
        super(Opcodes.ASM9);
    }

    /** Returns the place of such a field in these class files, if there is one; rather no lock and no counter. */
    static Optional<SourceLocation> oneIn(Path classes) throws IOException {
        StaticFields fields = new StaticFields();
        ClassFiles.show(classes, fields, ClassReader.SKIP_FRAMES);
        return fields.shared.entrySet().stream()
                .filter(field -> fields.places.containsKey(field.getKey()))
                .min(Comparator.comparing(field -> LESS_TELLING.stream().anyMatch(field.getValue()::startsWith)))
                .map(field -> fields.places.get(field.getKey()));
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        owner = name;
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        file = owner.substring(0, owner.lastIndexOf('/') + 1) + source;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        boolean isWritten = (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ENUM)) == 0;
        boolean changes = (access & Opcodes.ACC_FINAL) == 0
                || Type.getType(descriptor).getSort() >= Type.ARRAY
                        && CONSTANT.stream().noneMatch(descriptor::startsWith);
        if (isStatic && isWritten && changes) {
            shared.put(owner + "." + name, descriptor);
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
            private int line;
            private boolean isFunction;

            @Override
            public void visitLineNumber(int number, Label start) {
                line = number;
            }

            @Override
            public void visitFieldInsn(int opcode, String of, String field, String type) {
                if (opcode == Opcodes.PUTSTATIC && line > 0 && !isFunction) {
                    SourceLocation here = new SourceLocation(file, line);
                    places.merge(of + "." + field, here, (known, more) -> name.equals("<clinit>") ? more : known);
                }
                isFunction = false;
            }

            @Override
            public void visitMethodInsn(int opcode, String of, String method, String type, boolean isInterface) {
                isFunction = false;
            }

            @Override
            public void visitInvokeDynamicInsn(String function, String type, Handle bootstrap, Object... arguments) {
                isFunction = true;
            }
        };
    }
}
