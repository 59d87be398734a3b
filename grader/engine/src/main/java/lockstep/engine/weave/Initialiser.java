package lockstep.engine.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Tells where a class initialiser that is left to the JVM begins and how it ends, also by what it throws. */
final class Initialiser extends MethodVisitor {

    private final boolean own;
    private final Label begin = new Label();
    private final Label end = new Label();

    /** @param out must be the writer itself: what is emitted here is woven already */
    Initialiser(MethodVisitor out, boolean own) {
        super(Opcodes.ASM9, out);
        this.own = own;
    }

    private void ended() {
        super.visitInsn(own ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        new Emit(mv).hook("initialised", "(Z)V");
    }

    @Override
    public void visitCode() {
        super.visitCode();
        super.visitInsn(own ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        new Emit(mv).hook("initialising", "(Z)V");
        super.visitLabel(begin);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.RETURN) {
            ended();
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitLabel(end);
        super.visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
        ended();
        super.visitInsn(Opcodes.ATHROW);
        super.visitTryCatchBlock(begin, end, end, null);
        super.visitMaxs(maxStack, maxLocals);
    }
}
