package lockstep.grader.compile;

import static org.objectweb.asm.Opcodes.ASM9;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.DUP2_X1;
import static org.objectweb.asm.Opcodes.DUP_X2;
import static org.objectweb.asm.Opcodes.H_INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.H_INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.MONITORENTER;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.POP2;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import lockstep.grader.probe.Monitors;
import lockstep.grader.probe.PrintedTrace;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Has a submission call the kit where the platform would show it more than its own, or let it hold up more than its own:
 * it prints stack traces by {@link PrintedTrace}, and takes monitors by {@link Monitors}. Methods of its own that override
 * the platform's are left to it.
 */
public final class Substitutes {

    private static final String PRINT = "printStackTrace";

    private static final Set<String> PRINTING = Set.of("()V", "(Ljava/io/PrintStream;)V", "(Ljava/io/PrintWriter;)V");

    private static final String PRINTED_TRACE = Type.getInternalName(PrintedTrace.class);
    private static final String MONITORS = Type.getInternalName(Monitors.class);

    /** What a {@code wait} with a time pushes on top of what {@code synchronized} needs. */
    private static final int MORE_STACK = 2;

    private Substitutes() {}

    /** Returns the classes, by binary name, with all of that replaced. */
    public static Map<String, byte[]> in(Map<String, byte[]> classes) {
        Map<String, ClassNode> nodes = new TreeMap<>();
        classes.values().stream().map(Substitutes::read).forEach(node -> nodes.put(node.name, node));
        Map<String, byte[]> replaced = new TreeMap<>();
        classes.forEach((name, bytes) ->
                replaced.put(name, in(bytes, Objects.requireNonNull(nodes.get(name.replace('.', '/'))), nodes)));
        return replaced;
    }

    private static ClassNode read(byte[] bytes) {
        ClassNode node = new ClassNode(ASM9);
        new ClassReader(bytes).accept(node, 0);
        return node;
    }

    private static byte[] in(byte[] bytes, ClassNode node, Map<String, ClassNode> nodes) {
        node.methods.forEach(method -> replaceIn(method, nodes));
        ClassWriter writer = new ClassWriter(new ClassReader(bytes), 0);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static void replaceIn(MethodNode method, Map<String, ClassNode> nodes) {
        for (AbstractInsnNode each : method.instructions.toArray()) {
            if (each.getOpcode() == MONITORENTER) {
                method.instructions.insertBefore(beginOf(each), monitor());
            } else if (each instanceof MethodInsnNode call && isPrinting(call.name, call.desc)) {
                replacePrinting(method, call, nodes);
            } else if (each instanceof MethodInsnNode call && call.getOpcode() == INVOKEVIRTUAL) {
                replaceCall(method, call);
            } else if (each instanceof InvokeDynamicInsnNode made) {
                replaceHandles(made);
            }
        }
    }

    /**
     * Returns where the object of a {@code synchronized} statement lies on the stack once: the compiler keeps a copy in a
     * local variable, by which the monitor is given back.
     */
    private static AbstractInsnNode beginOf(AbstractInsnNode monitorEnter) {
        AbstractInsnNode store = before(monitorEnter, ASTORE);
        return before(store, DUP);
    }

    private static AbstractInsnNode before(AbstractInsnNode instruction, int expected) {
        AbstractInsnNode before = instruction.getPrevious();
        while (before != null && before.getOpcode() < 0) {
            before = before.getPrevious();
        }
        if (before == null || before.getOpcode() != expected) {
            throw new IllegalStateException("opcode " + expected + " expected before opcode " + instruction.getOpcode()
                    + ", found " + (before == null ? "nothing" : before.getOpcode()));
        }
        return before;
    }

    private static InsnList monitor() {
        InsnList list = new InsnList();
        list.add(new MethodInsnNode(INVOKESTATIC, MONITORS, "of", "(Ljava/lang/Object;)Ljava/lang/Object;"));
        return list;
    }

    private static boolean isPrinting(String name, String descriptor) {
        return name.equals(PRINT) && PRINTING.contains(descriptor);
    }

    private static void replacePrinting(MethodNode method, MethodInsnNode call, Map<String, ClassNode> nodes) {
        boolean above = call.getOpcode() == INVOKESPECIAL;
        if (call.getOpcode() != INVOKESTATIC && !(above && isDeclared(call, nodes))) {
            String name = above ? "printUsual" : PRINT;
            method.instructions.set(
                    call, new MethodInsnNode(INVOKESTATIC, PRINTED_TRACE, name, withReceiver(call.desc)));
        }
    }

    /** Returns whether the submission declares the method, in the class that the call names or above it. */
    private static boolean isDeclared(MethodInsnNode call, Map<String, ClassNode> nodes) {
        for (ClassNode node = nodes.get(call.owner); node != null; node = nodes.get(node.superName)) {
            if (node.methods.stream().anyMatch(each -> each.name.equals(PRINT) && each.desc.equals(call.desc))) {
                return true;
            }
        }
        return false;
    }

    private static void replaceCall(MethodNode method, MethodInsnNode call) {
        if (call.owner.equals("java/lang/Object")) {
            switch (call.name + call.desc) {
                case "wait()V", "notify()V", "notifyAll()V" -> method.instructions.insertBefore(call, monitor());
                case "wait(J)V" -> {
                    InsnList list = monitor();
                    list.insert(new InsnNode(POP2));
                    list.insert(new InsnNode(DUP2_X1));
                    list.add(new InsnNode(DUP_X2));
                    list.add(new InsnNode(POP));
                    method.instructions.insertBefore(call, list);
                    method.maxStack += MORE_STACK;
                }
                default -> {}
            }
        }
    }

    private static void replaceHandles(InvokeDynamicInsnNode made) {
        for (int i = 0; i < made.bsmArgs.length; i++) {
            if (made.bsmArgs[i] instanceof Handle handle
                    && (handle.getTag() == H_INVOKEVIRTUAL || handle.getTag() == H_INVOKEINTERFACE)
                    && isPrinting(handle.getName(), handle.getDesc())) {
                made.bsmArgs[i] =
                        new Handle(H_INVOKESTATIC, PRINTED_TRACE, PRINT, withReceiver(handle.getDesc()), false);
                // The receiver, if it is kept, is kept as what the static method takes.
                made.desc = made.desc.replaceFirst("^\\(L[^;]*;", "(Ljava/lang/Object;");
            }
        }
    }

    private static String withReceiver(String descriptor) {
        return "(Ljava/lang/Object;" + descriptor.substring(1);
    }
}
