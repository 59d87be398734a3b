package lockstep.grader.compile;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Tells whether a class is still the stub: whether all that its methods do is throw "not written yet". */
final class Unwritten {

    private static final String MESSAGE = "not written yet";

    private Unwritten() {}

    /**
     * Returns whether every method that the stub leaves to be written is unwritten in the other class as well.
     *
     * @param stub the stub's class file
     * @param written the submission's
     */
    static boolean isStub(byte[] stub, byte[] written) {
        Set<String> unwritten = unwritten(stub);
        return !unwritten.isEmpty() && unwritten(written).containsAll(unwritten);
    }

    private static Set<String> unwritten(byte[] classFile) {
        Set<String> methods = new HashSet<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                return new Body(() -> methods.add(name + descriptor));
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return methods;
    }

    /** Hears of a body that does nothing but throw; any other instruction spoils it. */
    private static final class Body extends MethodVisitor {
        private final Runnable onlyThrows;
        private int instructions;
        private boolean saysSo;
        private boolean throwsIt;

        Body(Runnable onlyThrows) {
            super(Opcodes.ASM9);
            this.onlyThrows = onlyThrows;
        }

        @Override
        public void visitInsn(int opcode) {
            instructions++;
            throwsIt |= opcode == Opcodes.ATHROW;
        }

        @Override
        public void visitLdcInsn(Object value) {
            instructions++;
            saysSo |= value.equals(MESSAGE);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            instructions++;
        }

        @Override
        public void visitVarInsn(int opcode, int slot) {
            instructions++;
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            spoil();
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            spoil();
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            instructions++;
            if (!name.equals("<init>")) {
                spoil();
            }
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, org.objectweb.asm.Handle bootstrap, Object... arguments) {
            spoil();
        }

        @Override
        public void visitJumpInsn(int opcode, org.objectweb.asm.Label label) {
            spoil();
        }

        @Override
        public void visitEnd() {
            // new, dup, ldc, <init>, athrow; a constructor calls its parent's before: this, <init>.
            if (saysSo && throwsIt && instructions <= 7) {
                onlyThrows.run();
            }
        }

        private void spoil() {
            instructions += 100;
        }
    }
}
