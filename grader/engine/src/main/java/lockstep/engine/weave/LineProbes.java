package lockstep.engine.weave;

import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Notes which lines of a method run, in an array of flags that is a constant of the woven class and the same in all runs
 * (like JaCoCo's probes). An execution that the engine ends passes through handlers: their first lines count as run, too.
 */
public final class LineProbes extends MethodVisitor {

    private static final ConstantDynamic FLAGS = new ConstantDynamic(
            "lines",
            "[Z",
            new Handle(
                    Opcodes.H_INVOKESTATIC,
                    "lockstep/engine/weave/LineProbes",
                    "flags",
                    "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)[Z",
                    false));

    private static final int NONE = -1;

    private final LineTable lines;
    /** The flag of a line that has begun, but not with an instruction yet: before that, a frame may come. */
    private int begun = NONE;

    LineProbes(MethodVisitor out, LineTable lines) {
        super(Opcodes.ASM9, out);
        this.lines = lines;
    }

    /** Returns a woven class's flags. Called by the JVM, when the class first needs them. */
    public static boolean[] flags(MethodHandles.Lookup lookup, String name, Class<?> type) {
        Class<?> woven = lookup.lookupClass();
        return ((WovenLoader) woven.getClassLoader()).lines(woven.getName()).flags();
    }

    @Override
    public void visitLineNumber(int number, Label start) {
        begun = lines.flagOf(number);
        super.visitLineNumber(number, start);
    }

    private void note() {
        if (begun != NONE) {
            super.visitLdcInsn(FLAGS);
            super.visitLdcInsn(begun);
            super.visitInsn(Opcodes.ICONST_1);
            super.visitInsn(Opcodes.BASTORE);
            begun = NONE;
        }
    }

    @Override
    public void visitInsn(int opcode) {
        note();
        super.visitInsn(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        note();
        super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        note();
        super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode != Opcodes.NEW) {
            note();
        }
        super.visitTypeInsn(opcode, type);
        // Frames name an object that is not initialised by the label right before its creation.
        note();
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        note();
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        note();
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    @Override
    public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, @Nullable Object... arguments) {
        note();
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        note();
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitLdcInsn(Object value) {
        note();
        super.visitLdcInsn(value);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        note();
        super.visitIincInsn(variable, increment);
    }

    @Override
    public void visitTableSwitchInsn(int least, int most, Label other, Label... labels) {
        note();
        super.visitTableSwitchInsn(least, most, other, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
        note();
        super.visitLookupSwitchInsn(other, keys, labels);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        note();
        super.visitMultiANewArrayInsn(descriptor, dimensions);
    }
}
