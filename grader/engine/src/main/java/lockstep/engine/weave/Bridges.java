package lockstep.engine.weave;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Methods that are added to a woven class, each for one call that needs more than a hook before it: the receiver lies
 * below the arguments, or the call is a method reference and has no place in the code.
 */
final class Bridges {

    private static final int FLAGS = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final String HANDLE =
            "(Ljava/lang/invoke/VarHandle;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;I)V";

    private final ClassWeaver owner;
    private final ClassVisitor out;
    private final List<Runnable> pending = new ArrayList<>();
    private int made;

    Bridges(ClassWeaver owner, ClassVisitor out) {
        this.owner = owner;
        this.out = out;
    }

    static boolean isPolymorphic(String name) {
        return name.startsWith("get")
                || name.startsWith("set")
                || name.startsWith("compareAnd")
                || name.startsWith("weakCompareAnd");
    }

    static int opcode(Handle handle) {
        return switch (handle.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> Opcodes.INVOKEVIRTUAL;
        };
    }

    private String nextName(String what) {
        return "woven$" + what.replaceAll("\\W", "") + "$" + made++;
    }

    /** Emits a call through a variable handle; the site lies on top of the stack. */
    void callHandle(MethodVisitor caller, String name, String descriptor) {
        String bridge = nextName(name);
        String full = CallRules.withSite(CallRules.withReceiver(VAR_HANDLE, descriptor));
        caller.visitMethodInsn(Opcodes.INVOKESTATIC, owner.name(), bridge, full, owner.isInterface());
        pending.add(() -> {
            Type[] arguments = Type.getArgumentTypes(full);
            MethodVisitor m = out.visitMethod(FLAGS, bridge, full, null, null);
            m.visitCode();
            pushAccess(m, arguments, name);
            new Emit(m).hook("handle", HANDLE);
            if (isAttempt(name)) {
                failOrGoOn(m, arguments, name);
            }
            pushAll(m, arguments);
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, VAR_HANDLE, name, descriptor, false);
            if (isAttempt(name)) {
                pushAccess(m, arguments, name);
                new Emit(m).hook("handleTried", "(Z" + HANDLE.substring(1, HANDLE.length() - 1) + "Z");
            } else if (isExchange(name)) {
                pushBoth(m, arguments, Type.getReturnType(descriptor));
                pushAccess(m, arguments, name);
                new Emit(m).hook("handleExchanged", "(Ljava/lang/Object;Ljava/lang/Object;" + HANDLE.substring(1));
            }
            finish(m, descriptor);
        });
    }

    private static void failOrGoOn(MethodVisitor m, Type[] arguments, String name) {
        Label goOn = new Label();
        new Emit(m).push(name.startsWith("weak") ? 1 : 0);
        pushSite(m, arguments);
        new Emit(m).hook("failsSpuriously", "(ZI)Z");
        m.visitJumpInsn(Opcodes.IFEQ, goOn);
        m.visitInsn(Opcodes.ICONST_0);
        m.visitInsn(Opcodes.IRETURN);
        m.visitLabel(goOn);
        m.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    /** Returns whether a handle's method answers whether it has changed anything. */
    private static boolean isAttempt(String name) {
        return name.startsWith("compareAndSet") || name.startsWith("weakCompareAndSet");
    }

    /** Returns whether a handle's method writes a value that it is called with, and answers what was there before. */
    private static boolean isExchange(String name) {
        return name.startsWith("getAndSet");
    }

    /** Pushes what was there before, which lies on top of the stack and stays there, and the value that is there now. */
    private static void pushBoth(MethodVisitor m, Type[] arguments, Type type) {
        int last = arguments.length - 2;
        m.visitInsn(type.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
        box(m, type);
        m.visitVarInsn(arguments[last].getOpcode(Opcodes.ILOAD), slot(arguments, last));
        box(m, arguments[last]);
    }

    private static void box(MethodVisitor m, Type type) {
        if (type.getSort() < Type.ARRAY) {
            Type boxed = Type.getObjectType(MethodType.fromMethodDescriptorString("()" + type, null)
                    .wrap()
                    .returnType()
                    .getName()
                    .replace('.', '/'));
            m.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    boxed.getInternalName(),
                    "valueOf",
                    Type.getMethodDescriptor(boxed, type),
                    false);
        }
    }

    private static void pushAccess(MethodVisitor m, Type[] arguments, String name) {
        m.visitVarInsn(Opcodes.ALOAD, 0);
        pushReference(m, arguments, 1);
        pushIndex(m, arguments, 2);
        m.visitLdcInsn(name);
        pushSite(m, arguments);
    }

    private static void pushReference(MethodVisitor m, Type[] arguments, int index) {
        boolean isReference = index < arguments.length - 1 && arguments[index].getSort() >= Type.ARRAY;
        if (isReference) {
            m.visitVarInsn(Opcodes.ALOAD, slot(arguments, index));
        } else {
            m.visitInsn(Opcodes.ACONST_NULL);
        }
    }

    private static void pushIndex(MethodVisitor m, Type[] arguments, int index) {
        if (index < arguments.length - 1 && arguments[index].getSort() == Type.INT) {
            m.visitVarInsn(Opcodes.ILOAD, slot(arguments, index));
            m.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;", false);
        } else {
            m.visitInsn(Opcodes.ACONST_NULL);
        }
    }

    private static int slot(Type[] arguments, int index) {
        int slot = 0;
        for (int i = 0; i < index; i++) {
            slot += arguments[i].getSize();
        }
        return slot;
    }

    private static void pushSite(MethodVisitor m, Type[] arguments) {
        m.visitVarInsn(Opcodes.ILOAD, slot(arguments, arguments.length - 1));
    }

    private static void pushAll(MethodVisitor m, Type[] arguments) {
        for (int i = 0; i < arguments.length - 1; i++) {
            m.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), slot(arguments, i));
        }
    }

    private static void finish(MethodVisitor m, String descriptor) {
        m.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    /**
     * Emits something that touches what is not woven; the site lies on top of the stack.
     *
     * @param descriptor with the receiver, if there is one, as the first argument
     * @param what emits it, with all of its operands on the stack
     */
    void touching(
            MethodVisitor caller,
            String name,
            String descriptor,
            List<Outsiders.Operand> operands,
            Consumer<MethodVisitor> what) {
        String bridge = nextName(name);
        String full = CallRules.withSite(descriptor);
        caller.visitMethodInsn(Opcodes.INVOKESTATIC, owner.name(), bridge, full, owner.isInterface());
        pending.add(() -> {
            Type[] arguments = Type.getArgumentTypes(full);
            MethodVisitor m = out.visitMethod(FLAGS, bridge, full, null, null);
            m.visitCode();
            for (Outsiders.Operand operand : operands) {
                m.visitVarInsn(Opcodes.ALOAD, slot(arguments, operand.position()));
                Outsiders.Part part = operand.part();
                if (part != null) {
                    pushPart(m, arguments, part);
                }
                new Emit(m).push(operand.write() ? 1 : 0);
                pushSite(m, arguments);
                String of = part == null ? "(Ljava/lang/Object;ZI)V" : "(Ljava/lang/Object;IIZI)V";
                new Emit(m).hook(operand.touched().hook(), of);
            }
            pushAll(m, arguments);
            what.accept(m);
            if (mayView(operands, Type.getReturnType(descriptor))) {
                m.visitInsn(Opcodes.DUP);
                m.visitVarInsn(Opcodes.ALOAD, 0);
                new Emit(m).hook("mayView", "(Ljava/lang/Object;Ljava/lang/Object;)V");
            }
            finish(m, descriptor);
        });
    }

    /** Returns whether what a call returns may show what is in its first operand. */
    private static boolean mayView(List<Outsiders.Operand> operands, Type result) {
        return result.getSort() == Type.OBJECT
                && !result.getInternalName().equals("java/lang/String")
                && operands.stream().anyMatch(it -> it.position() == 0 && it.touched() == Outsiders.Touched.INSIDE);
    }

    /** Pushes where the part of an array begins and where it ends. */
    private static void pushPart(MethodVisitor m, Type[] arguments, Outsiders.Part part) {
        int from = slot(arguments, part.from());
        int end = slot(arguments, part.end());
        m.visitVarInsn(Opcodes.ILOAD, from);
        switch (part.ends()) {
            case AT -> m.visitVarInsn(Opcodes.ILOAD, end);
            case LENGTH -> {
                m.visitVarInsn(Opcodes.ILOAD, from);
                m.visitVarInsn(Opcodes.ILOAD, end);
                m.visitInsn(Opcodes.IADD);
            }
            case SOURCE -> {
                m.visitVarInsn(Opcodes.ILOAD, from);
                m.visitVarInsn(Opcodes.ILOAD, end);
                m.visitInsn(Opcodes.IADD);
                m.visitVarInsn(Opcodes.ILOAD, slot(arguments, part.end() - 1));
                m.visitInsn(Opcodes.ISUB);
            }
            case ONE -> {
                m.visitVarInsn(Opcodes.ILOAD, from);
                m.visitInsn(Opcodes.ICONST_1);
                m.visitInsn(Opcodes.IADD);
            }
        }
    }

    /** Returns a reference to a method that does what the given one refers to, woven. */
    Handle forHandle(Handle handle, String factory, int line, String method) {
        String bridge = nextName(handle.getName());
        int opcode = opcode(handle);
        boolean creates = handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        String descriptor = handle.getDesc();
        if (creates) {
            descriptor = descriptor.substring(0, descriptor.indexOf(')') + 1) + "L" + handle.getOwner() + ";";
        } else if (opcode != Opcodes.INVOKESTATIC) {
            descriptor = CallRules.withReceiver(receiver(handle, factory), descriptor);
        }
        String full = descriptor;
        pending.add(() -> {
            MethodVisitor raw = out.visitMethod(FLAGS, bridge, full, null, null);
            MethodWeaver m = new MethodWeaver(owner, owner.kind(), "lambda$" + method, Opcodes.ACC_STATIC, raw);
            m.visitCode();
            Label start = new Label();
            m.visitLabel(start);
            m.atLine(line, line > 0 ? start : null);
            if (creates) {
                m.visitTypeInsn(Opcodes.NEW, handle.getOwner());
                m.visitInsn(Opcodes.DUP);
            }
            int slot = 0;
            for (Type argument : Type.getArgumentTypes(full)) {
                m.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
                slot += argument.getSize();
            }
            m.visitMethodInsn(opcode, handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
            m.visitInsn(Type.getReturnType(full).getOpcode(Opcodes.IRETURN));
            m.visitMaxs(0, 0);
            m.visitEnd();
        });
        return new Handle(Opcodes.H_INVOKESTATIC, owner.name(), bridge, full, owner.isInterface());
    }

    /** A static method has to take the very type that is kept, which may be a subtype of the one that declares the method. */
    private static String receiver(Handle handle, String factory) {
        Type[] kept = Type.getArgumentTypes(factory);
        return kept.length > 0 && kept[0].getSort() == Type.OBJECT ? kept[0].getInternalName() : handle.getOwner();
    }

    /** Adds the methods. */
    void emit() {
        for (int i = 0; i < pending.size(); i++) {
            pending.get(i).run();
        }
    }
}
