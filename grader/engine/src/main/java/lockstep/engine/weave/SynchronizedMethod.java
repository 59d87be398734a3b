package lockstep.engine.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Takes and gives back the monitor of a {@code synchronized} method by hooks, in place of the JVM. */
final class SynchronizedMethod extends MethodVisitor {

    private final String owner;
    private final boolean isStatic;
    private final int site;
    private final int line;
    private final Label begin = new Label();
    private final Label end = new Label();
    private final Label handler = new Label();

    /**
     * @param out must be the writer itself: what is emitted here is woven already
     * @param line where a thread is that waits for the monitor; less than 1 where it has none
     */
    SynchronizedMethod(MethodVisitor out, String owner, boolean isStatic, int site, int line) {
        super(Opcodes.ASM9, out);
        this.owner = owner;
        this.isStatic = isStatic;
        this.site = site;
        this.line = line;
    }

    private void monitor(String hook) {
        if (isStatic) {
            super.visitLdcInsn(Type.getObjectType(owner));
        } else {
            super.visitVarInsn(Opcodes.ALOAD, 0);
        }
        new Emit(mv).push(site);
        new Emit(mv).hook(hook, "(Ljava/lang/Object;I)V");
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (line > 0) {
            Label entry = new Label();
            super.visitLabel(entry);
            super.visitLineNumber(line, entry);
        }
        monitor("monitorEnter");
        super.visitLabel(begin);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            monitor("monitorExit");
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitLabel(end);
        super.visitLabel(handler);
        @Nullable Object[] locals = isStatic ? new Object[0] : new Object[] {owner};
        super.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
        monitor("monitorExit");
        super.visitInsn(Opcodes.ATHROW);
        super.visitTryCatchBlock(begin, end, handler, null);
        super.visitMaxs(maxStack, maxLocals);
    }
}
