package lockstep.grader.compile;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lockstep.grader.probe.PrintedTrace;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Has a submission print its stack traces by {@link PrintedTrace}. Overrides of its own are left to it. */
public final class PrintedTraces {

    private static final String NAME = "printStackTrace";

    private static final Set<String> DESCRIPTORS =
            Set.of("()V", "(Ljava/io/PrintStream;)V", "(Ljava/io/PrintWriter;)V");

    private static final String INSTEAD = Type.getInternalName(PrintedTrace.class);

    private PrintedTraces() {}

    /** Returns the classes, by binary name, with each such call replaced. */
    public static Map<String, byte[]> replacedIn(Map<String, byte[]> classes) {
        Map<String, byte[]> replaced = new TreeMap<>();
        classes.forEach((name, bytes) -> replaced.put(name, replacedIn(bytes)));
        return replaced;
    }

    private static byte[] replacedIn(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        return new Calls(super.visitMethod(access, name, descriptor, signature, exceptions));
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static final class Calls extends MethodVisitor {

        Calls(MethodVisitor out) {
            super(Opcodes.ASM9, out);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (opcode == Opcodes.INVOKEVIRTUAL && name.equals(NAME) && DESCRIPTORS.contains(descriptor)) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, INSTEAD, NAME, withReceiver(descriptor), false);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrap, Object... bootstrapArguments) {
            Object[] arguments = bootstrapArguments.clone();
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof Handle handle
                        && handle.getTag() == Opcodes.H_INVOKEVIRTUAL
                        && handle.getName().equals(NAME)
                        && DESCRIPTORS.contains(handle.getDesc())) {
                    arguments[i] =
                            new Handle(Opcodes.H_INVOKESTATIC, INSTEAD, NAME, withReceiver(handle.getDesc()), false);
                }
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }

        private static String withReceiver(String descriptor) {
            return "(Ljava/lang/Throwable;" + descriptor.substring(1);
        }
    }
}
