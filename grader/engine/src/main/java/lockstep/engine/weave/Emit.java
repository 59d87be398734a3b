package lockstep.engine.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Emits calls of hooks. */
final class Emit {

    static final String HOOKS = "lockstep/engine/control/Hooks";
    static final String LOOKS = "lockstep/engine/control/IdentityHooks";
    static final String DATES = "lockstep/engine/control/DateHooks";
    static final String THREADS = "lockstep/engine/control/ThreadHooks";

    private final MethodVisitor out;

    Emit(MethodVisitor out) {
        this.out = out;
    }

    void hook(String name, String descriptor) {
        out.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
    }

    void lookHook(String name, String descriptor) {
        out.visitMethodInsn(Opcodes.INVOKESTATIC, LOOKS, name, descriptor, false);
    }

    void dateHook(String name, String descriptor) {
        out.visitMethodInsn(Opcodes.INVOKESTATIC, DATES, name, descriptor, false);
    }

    void threadHook(String name, String descriptor) {
        out.visitMethodInsn(Opcodes.INVOKESTATIC, THREADS, name, descriptor, false);
    }

    void push(int number) {
        if (number >= -1 && number <= 5) {
            out.visitInsn(Opcodes.ICONST_0 + number);
        } else {
            out.visitLdcInsn(number);
        }
    }
}
