package lockstep.grader.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What a class file declares; methods and fields that only the compiler made are left out. */
record ClassShape(int access, String superName, List<Member> members) {

    private static final int NOT_WRITTEN_BY_HAND = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

    ClassShape {
        members = List.copyOf(members);
    }

    /**
     * A method, a constructor or a field.
     *
     * @param name {@code <init>} for a constructor
     * @param signature with generic types, or null where it has none
     * @param exceptions internal names
     * @param constant a field's constant value, or null
     * @param parameters the parameters' names; empty where the class file does not tell
     * @param line the first line with code, or 0
     */
    record Member(
            int access,
            String name,
            String descriptor,
            @Nullable String signature,
            List<String> exceptions,
            @Nullable Object constant,
            List<String> parameters,
            int line) {

        Member {
            exceptions = List.copyOf(exceptions);
            parameters = List.copyOf(parameters);
        }

        boolean isMethod() {
            return descriptor.startsWith("(");
        }

        boolean isVisible() {
            return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        }

        boolean isStatic() {
            return (access & Opcodes.ACC_STATIC) != 0;
        }
    }

    boolean is(int flag) {
        return (access & flag) != 0;
    }

    static ClassShape of(byte[] classFile) {
        Reader reader = new Reader();
        new ClassReader(classFile).accept(reader, ClassReader.SKIP_FRAMES);
        return new ClassShape(reader.access, reader.superName, reader.members);
    }

    private static final class Reader extends ClassVisitor {
        private final List<Member> members = new ArrayList<>();
        private int access;
        private String superName = "";

        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            this.access = access;
            this.superName = superName == null ? "" : superName;
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            members.add(new Member(access, name, descriptor, signature, List.of(), value, List.of(), 0));
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if ((access & NOT_WRITTEN_BY_HAND) != 0 || name.equals("<clinit>")) {
                return null;
            }
            List<String> thrown = exceptions == null ? List.of() : List.of(exceptions);
            return new Names(descriptor, (access & Opcodes.ACC_STATIC) != 0 ? 0 : 1) {
                @Override
                public void visitEnd() {
                    members.add(new Member(access, name, descriptor, signature, thrown, null, parameters(), firstLine));
                }
            };
        }
    }

    /** Takes the parameters' names from the local variables at the start of a method's frame. */
    private abstract static class Names extends MethodVisitor {
        private final TreeMap<Integer, String> bySlot = new TreeMap<>();
        private final Type[] types;
        private final int firstSlot;
        int firstLine;

        Names(String descriptor, int firstSlot) {
            super(Opcodes.ASM9);
            this.types = Type.getArgumentTypes(descriptor);
            this.firstSlot = firstSlot;
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            firstLine = firstLine == 0 ? line : Math.min(firstLine, line);
        }

        @Override
        public void visitLocalVariable(
                String name, String descriptor, @Nullable String signature, Label start, Label end, int index) {
            bySlot.putIfAbsent(index, name);
        }

        List<String> parameters() {
            List<String> names = new ArrayList<>();
            int slot = firstSlot;
            for (Type type : types) {
                String name = bySlot.get(slot);
                if (name == null) {
                    return List.of();
                }
                names.add(name);
                slot += type.getSize();
            }
            return names;
        }
    }
}
