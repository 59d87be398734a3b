package lockstep.grader.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Lists everything that a class file refers to. Nothing is loaded.
 *
 * <p>A call stands for itself: the types of its parameters and of its result are not listed, because nobody wrote them.
 * What is done with such a result is a use of its own.
 */
final class UseReader extends ClassVisitor {

    private final List<Use> uses = new ArrayList<>();
    private final Set<String> members = new HashSet<>();
    private final Set<String> parents = new LinkedHashSet<>();
    private final String packagePath;
    private String self = "";
    private @Nullable String file;
    private int line;

    private UseReader(String packagePath) {
        super(Opcodes.ASM9);
        this.packagePath = packagePath;
    }

    /**
     * Reads one class.
     *
     * @param packagePath where its source is, with slashes
     */
    static ClassUses read(byte[] bytes, String packagePath) {
        UseReader reader = new UseReader(packagePath);
        ClassReader classFile = new ClassReader(bytes);
        classFile.accept(reader, ClassReader.SKIP_FRAMES);
        return new ClassUses(reader.uses, reader.members, reader.parents);
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        self = name.replace('/', '.');
        String simple = self.substring(self.lastIndexOf('.') + 1);
        file = simple.split("\\$", 2)[0] + ".java";
        if (superName != null) {
            parents.add(superName.replace('/', '.'));
        }
        for (String each : interfaces == null ? new String[0] : interfaces) {
            parents.add(each.replace('/', '.'));
        }
        parents.forEach(parent -> add(Use.Kind.EXTENDS, parent, "", ""));
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        file = source == null ? file : source;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        type(Type.getType(descriptor));
        return annotation();
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        line = 0;
        members.add(name);
        type(Type.getType(descriptor));
        return new FieldVisitor(api) {
            @Override
            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                type(Type.getType(descriptor));
                return annotation();
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        line = 0;
        int mark = uses.size();
        members.add(memberName(name) + Parameters.of(descriptor));
        if ((access & Opcodes.ACC_NATIVE) != 0) {
            add(Use.Kind.NEVER, self, "the native method " + name, "");
        }
        if ((access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0 && !name.startsWith("<")) {
            add(Use.Kind.DECLARES, self, name, Parameters.of(descriptor));
        }
        if ((access & Opcodes.ACC_SYNTHETIC) == 0) {
            type(Type.getMethodType(descriptor));
        }
        for (String each : exceptions == null ? new String[0] : exceptions) {
            type(Type.getObjectType(each));
        }
        return new CodeReader(mark);
    }

    private AnnotationVisitor annotation() {
        return new AnnotationVisitor(api) {
            @Override
            public void visit(@Nullable String name, Object value) {
                constant(value);
            }

            @Override
            public void visitEnum(@Nullable String name, String descriptor, String value) {
                type(Type.getType(descriptor));
            }

            @Override
            public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
                type(Type.getType(descriptor));
                return this;
            }

            @Override
            public AnnotationVisitor visitArray(@Nullable String name) {
                return this;
            }
        };
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(type.getElementType());
            case Type.OBJECT -> add(Use.Kind.NAMES, type.getClassName(), "", "");
            case Type.METHOD -> {
                type(type.getReturnType());
                for (Type parameter : type.getArgumentTypes()) {
                    type(parameter);
                }
            }
            default -> {
                // A primitive type is nobody's.
            }
        }
    }

    private void constant(Object value) {
        if (value instanceof Type type && type.getSort() != Type.METHOD) {
            type(type);
        } else if (value instanceof Handle handle) {
            member(handle.getOwner(), handle.getName(), handle.getDesc());
        } else if (value instanceof ConstantDynamic) {
            add(Use.Kind.NEVER, self, "a constant that is computed when it is linked", "");
        }
    }

    private void member(String owner, String name, String descriptor) {
        Type type = Type.getObjectType(owner);
        type(type);
        // Every array has the members of Object and nothing else that can be called.
        String declarer = type.getSort() == Type.ARRAY ? "java.lang.Object" : type.getClassName();
        boolean method = descriptor.startsWith("(");
        add(Use.Kind.USES, declarer, memberName(name), method ? Parameters.of(descriptor) : "");
    }

    private static String memberName(String name) {
        return name.equals("<init>") ? "new" : name;
    }

    private void add(Use.Kind kind, String owner, String member, String parameters) {
        uses.add(new Use(kind, owner, member, parameters, location()));
    }

    private @Nullable SourceLocation location() {
        return line < 1 ? null : new SourceLocation(packagePath + "/" + Objects.requireNonNull(file), line);
    }

    /** The instructions of a method. What its head names is put on its first line. */
    private final class CodeReader extends MethodVisitor {
        private final int mark;
        private boolean headPlaced;

        CodeReader(int mark) {
            super(UseReader.this.api);
            this.mark = mark;
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
            for (int i = mark; !headPlaced && i < uses.size(); i++) {
                Use use = uses.get(i);
                if (use.location() == null) {
                    uses.set(i, new Use(use.kind(), use.owner(), use.member(), use.parameters(), location()));
                }
            }
            headPlaced = true;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            type(Type.getType(descriptor));
            return annotation();
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            type(Type.getObjectType(type));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            add(
                    Use.Kind.LINKS,
                    bootstrap.getOwner().replace('/', '.'),
                    bootstrap.getName(),
                    Parameters.of(bootstrap.getDesc()));
            type(Type.getReturnType(descriptor));
            for (Object argument : arguments) {
                constant(argument);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant(value);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            type(Type.getType(descriptor));
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            if (type != null) {
                type(Type.getObjectType(type));
            }
        }
    }
}
