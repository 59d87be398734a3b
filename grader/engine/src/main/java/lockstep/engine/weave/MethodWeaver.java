package lockstep.engine.weave;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockstep.engine.control.Site;
import lockstep.engine.trace.Operation;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Rewrites one method. Sees the original's names; the renaming comes after it. */
final class MethodWeaver extends MethodVisitor {

    /** Who catches one of these may catch an error of the engine's. */
    private static final Set<String> BROAD_TYPES = Set.of(
            "java/lang/Throwable",
            "java/lang/Error",
            "java/lang/LinkageError",
            "java/lang/Exception",
            "java/lang/RuntimeException",
            "java/lang/ReflectiveOperationException",
            "java/lang/ClassCastException");

    private static final String GROUP = "Ljava/lang/ThreadGroup;";
    private static final String RUNNABLE = "Ljava/lang/Runnable;";
    private static final String NAME = "Ljava/lang/String;";

    private final ClassWeaver owner;
    private final ClassKind kind;
    private final String method;
    private final String displayName;
    private final Emit emit;
    private final boolean constructor;
    /** Whether a call of it uses the class: it is static, or a constructor. */
    private final boolean isEntry;
    /** Whether it only calls the method that it stands for. */
    private final boolean isBridge;
    /** Constructor calls on other objects that are still to come; the one on {@code this} comes when there are none. */
    private int pendingNews;
    /** Before {@code super(...)}, {@code this} is no object yet, and no hook may see it. */
    private boolean constructed;

    /** Where handlers begin that catch what may be the engine's fault. */
    private final Set<Label> handlers = new HashSet<>();

    private boolean atHandler;
    /** Where handlers begin that name what they catch. */
    private final Set<Label> catches = new HashSet<>();

    private boolean atCatch;
    /** Frames name an object that is not initialised by the label right before its creation: where a hook has come between. */
    private final Map<Object, Object> creations = new HashMap<>();

    private @Nullable Label lastLabel;
    private int line;

    /** @param access the method's flags, without {@code static} for a class initialiser that is called in each run */
    MethodWeaver(ClassWeaver owner, ClassKind kind, String method, int access, MethodVisitor out) {
        super(Opcodes.ASM9, out);
        this.owner = owner;
        this.kind = kind;
        this.method = method;
        this.displayName = displayName(method);
        this.emit = new Emit(out);
        this.constructor = method.equals("<init>");
        this.constructed = !constructor;
        this.isEntry = (access & Opcodes.ACC_STATIC) != 0 || constructor;
        this.isBridge = (access & Opcodes.ACC_BRIDGE) != 0;
    }

    private static String displayName(String method) {
        if (method.startsWith("lambda$")) {
            return method.split("\\$")[1];
        }
        return method;
    }

    private int site(Operation operation) {
        return kind.hasPlaces() ? owner.site(line, displayName, operation) : -1;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
        line = number;
        super.visitLineNumber(number, start);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (isEntry) {
            // Who calls it may be the JVM: by reflection, or by a method reference.
            noteUse(owner.name());
        }
        if (method.equals("setExclusiveOwnerThread") && owner.name().endsWith("/AbstractOwnableSynchronizer")) {
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitVarInsn(Opcodes.ALOAD, 1);
            emit.hook("ownerChanged", "(Ljava/lang/Object;Ljava/lang/Thread;)V");
        }
        if (constructor && owner.name().endsWith("/ThreadPoolExecutor$Worker")) {
            super.visitVarInsn(Opcodes.ALOAD, 1);
            emit.threadHook("grows", "(Ljava/lang/Object;)V");
        }
        if (method.equals("createWorker") && owner.name().endsWith("/ForkJoinPool")) {
            super.visitVarInsn(Opcodes.ALOAD, 0);
            emit.threadHook("grows", "(Ljava/lang/Object;)V");
        }
        if (method.startsWith("signal") && owner.name().endsWith("/AbstractQueuedSynchronizer$ConditionObject")) {
            super.visitVarInsn(Opcodes.ALOAD, 0);
            emit.push(method.equals("signalAll") ? 1 : 0);
            emit.hook("signals", "(Ljava/lang/Object;Z)V");
        }
    }

    // ---- handlers

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        if (type == null || BROAD_TYPES.contains(type)) {
            handlers.add(handler);
        }
        if (type != null && kind == ClassKind.SUBMISSION) {
            catches.add(handler);
        }
        super.visitTryCatchBlock(start, end, handler, type);
    }

    @Override
    public void visitLabel(Label label) {
        atHandler |= handlers.contains(label);
        atCatch |= catches.contains(label);
        lastLabel = label;
        super.visitLabel(label);
    }

    /** A handler begins with a frame: only what was thrown is on the stack. */
    @Override
    public void visitFrame(
            int type, int localCount, Object @Nullable [] locals, int stackCount, Object @Nullable [] stack) {
        super.visitFrame(type, localCount, moved(locals), stackCount, moved(stack));
        if (atHandler) {
            atHandler = false;
            super.visitInsn(Opcodes.DUP);
            emit.hook(kind == ClassKind.SCENARIO ? "escaped" : "caught", "(Ljava/lang/Throwable;)V");
        }
        if (atCatch) {
            atCatch = false;
            super.visitInsn(Opcodes.DUP);
            emit.push(site(Operation.NONE));
            emit.hook("handles", "(Ljava/lang/Throwable;I)V");
        }
    }

    private Object @Nullable [] moved(Object @Nullable [] types) {
        return types == null
                ? null
                : Arrays.stream(types)
                        .map(type -> creations.getOrDefault(type, type))
                        .toArray();
    }

    // ---- fields

    @Override
    public void visitFieldInsn(int opcode, String fieldOwner, String field, String descriptor) {
        String kept = opcode == Opcodes.GETSTATIC && !isOwn() ? Library.perExecution(fieldOwner, field) : null;
        if (kept != null) {
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, Library.PER_EXECUTION, kept, "()" + Library.perExecutionType(kept), false);
            return;
        }
        if (isStatic(opcode)) {
            noteUse(fieldOwner);
        }
        int flags = owner.members().flags(fieldOwner, field);
        boolean isVolatile = flags != Members.UNKNOWN && (flags & Opcodes.ACC_VOLATILE) != 0;
        boolean watched = flags != Members.UNKNOWN
                && (flags & (Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC)) == 0
                && (isVolatile || (kind.watchesPlainAccesses() && !isOutside(fieldOwner, field)))
                && !keepsView(fieldOwner, field);
        if (watched && (constructed || isStatic(opcode))) {
            boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
            pushFieldOwner(opcode, fieldOwner, field, descriptor);
            super.visitLdcInsn(field);
            emit.push(site(Operation.field(fieldOwner, field)));
            String hook = isVolatile ? (write ? "volatileWrite" : "volatileRead") : write ? "write" : "read";
            emit.hook(hook, "(Ljava/lang/Object;Ljava/lang/String;I)V");
        }
        boolean isFinal = flags != Members.UNKNOWN
                && (flags & (Opcodes.ACC_FINAL | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC)) == Opcodes.ACC_FINAL;
        if (isFinal && kind == ClassKind.SUBMISSION && constructed && !isOutside(fieldOwner, field)) {
            pushFieldOwner(opcode, fieldOwner, field, descriptor);
            super.visitLdcInsn(field);
            emit.push(site(Operation.field(fieldOwner, field)));
            String hook = opcode == Opcodes.PUTFIELD ? "finalWrite" : "finalRead";
            emit.hook(hook, "(Ljava/lang/Object;Ljava/lang/String;I)V");
        }
        if (flags == Members.UNKNOWN && kind == ClassKind.SUBMISSION && constructed && !isStatic(opcode)) {
            // Inherited from a class that is not woven.
            pushFieldOwner(opcode, fieldOwner, field, descriptor);
            emit.push(opcode == Opcodes.PUTFIELD ? 1 : 0);
            emit.push(site(Operation.field(fieldOwner, field)));
            emit.hook("outside", "(Ljava/lang/Object;ZI)V");
        }
        super.visitFieldInsn(opcode, fieldOwner, field, descriptor);
    }

    /**
     * A class is about to be used: what its initialiser does has happened before (JLS 12.4.1). Returns whether a hook is called
     * for it.
     */
    private boolean noteUse(String type) {
        boolean begun = method.equals("<clinit>") && type.equals(owner.name());
        if (isOwn() && !begun && owner.members().needsInitialisation(type)) {
            super.visitLdcInsn(Type.getObjectType(type));
            emit.push(site(Operation.initialisation(type)));
            emit.hook("usesClass", "(Ljava/lang/Class;I)V");
            return true;
        }
        return false;
    }

    /** A submission's plain access of a scenario's field is the scenario's affair. */
    private boolean isOutside(String fieldOwner, String field) {
        return kind == ClassKind.SUBMISSION
                && owner.members().plays(owner.members().declarer(fieldOwner, field));
    }

    private boolean keepsView(String fieldOwner, String field) {
        return kind == ClassKind.COLLECTION && Library.keepsView(owner.members().declarer(fieldOwner, field), field);
    }

    private static boolean isStatic(int opcode) {
        return opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
    }

    static String simpleName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('$')) + 1);
    }

    private void pushFieldOwner(int opcode, String fieldOwner, String field, String descriptor) {
        switch (opcode) {
            case Opcodes.GETFIELD -> super.visitInsn(Opcodes.DUP);
            case Opcodes.PUTFIELD -> {
                if (Type.getType(descriptor).getSize() == 2) {
                    super.visitInsn(Opcodes.DUP2_X1);
                    super.visitInsn(Opcodes.POP2);
                    super.visitInsn(Opcodes.DUP_X2);
                } else {
                    super.visitInsn(Opcodes.DUP2);
                    super.visitInsn(Opcodes.POP);
                }
            }
            default -> super.visitLdcInsn(Type.getObjectType(owner.members().declarer(fieldOwner, field)));
        }
    }

    // ---- arrays and monitors

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.MONITORENTER) {
            emit.push(site(Operation.MONITOR));
            emit.hook("monitorEnter", "(Ljava/lang/Object;I)V");
        } else if (opcode == Opcodes.MONITOREXIT) {
            emit.push(site(Operation.MONITOR));
            emit.hook("monitorExit", "(Ljava/lang/Object;I)V");
        } else if (kind.watchesPlainAccesses() && opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            super.visitInsn(Opcodes.DUP2);
            emit.push(site(Operation.ELEMENT));
            emit.hook("elementRead", "(Ljava/lang/Object;II)V");
            super.visitInsn(opcode);
        } else if (kind.watchesPlainAccesses() && opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            emit.push(site(Operation.ELEMENT));
            store(opcode);
        } else if (kind == ClassKind.SYNCHRONISER && opcode == Opcodes.AASTORE) {
            emit.hook("libraryStore", "([Ljava/lang/Object;ILjava/lang/Object;)V");
        } else {
            if (opcode == Opcodes.ATHROW && isOwn()) {
                super.visitInsn(Opcodes.DUP);
                emit.hook("throwing", "(Ljava/lang/Throwable;)V");
            }
            if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN && kind == ClassKind.SUBMISSION && !isBridge) {
                // By which line an object was made says nothing of an answer.
                emit.push(constructor ? Site.OUTSIDE : site(Operation.NONE));
                emit.hook("returning", "(I)V");
            }
            super.visitInsn(opcode);
        }
    }

    private void store(int opcode) {
        switch (opcode) {
            case Opcodes.IASTORE -> emit.hook("store", "([IIII)V");
            case Opcodes.LASTORE -> emit.hook("store", "([JIJI)V");
            case Opcodes.FASTORE -> emit.hook("store", "([FIFI)V");
            case Opcodes.DASTORE -> emit.hook("store", "([DIDI)V");
            case Opcodes.CASTORE -> emit.hook("store", "([CICI)V");
            case Opcodes.SASTORE -> emit.hook("store", "([SISI)V");
            case Opcodes.BASTORE -> emit.hook("storeByte", "(Ljava/lang/Object;III)V");
            default -> emit.hook("store", "([Ljava/lang/Object;ILjava/lang/Object;I)V");
        }
    }

    // ---- calls

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW) {
            if (noteUse(type)) {
                Label creation = new Label();
                super.visitLabel(creation);
                if (lastLabel != null) {
                    creations.put(lastLabel, creation);
                }
            }
            lastLabel = null;
            pendingNews++;
        }
        super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitMethodInsn(int opcode, String callee, String name, String descriptor, boolean isInterface) {
        if (opcode == Opcodes.INVOKESTATIC) {
            noteUse(callee);
        }
        CallRules.Replacement replacement = owner.rules().replacement(opcode, callee, name, descriptor);
        boolean superCall = opcode == Opcodes.INVOKESPECIAL && !name.equals("<init>");
        if (kind == ClassKind.SCENARIO && (replacement != null || Library.isLibrary(callee))) {
            emit.hook("leavesSubmission", "()V");
        }
        if (owner.name().startsWith("java/io/Piped") && (name + descriptor).equals("wait(J)V")) {
            emit.hook("awaitPipe", "(Ljava/lang/Object;J)V");
        } else if (replacement != null && (!superCall || name.equals("start"))) {
            emit.push(site(Operation.call(callee, name)));
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, replacement.owner(), replacement.name(), replacement.descriptor(), false);
        } else if (superCall && callee.equals("java/lang/Object") && name.equals("toString")) {
            emit.lookHook("usualText", "(Ljava/lang/Object;)Ljava/lang/String;");
        } else if (superCall && callee.equals("java/lang/Object") && name.equals("hashCode")) {
            emit.push(Site.OUTSIDE);
            emit.lookHook("identityHashCode", "(Ljava/lang/Object;I)I");
        } else if (callee.equals("java/lang/invoke/VarHandle") && Bridges.isPolymorphic(name)) {
            emit.push(site(Operation.call(callee, name)));
            owner.bridges().callHandle(mv, name, descriptor);
        } else if (isOnExit(callee, name)) {
            emit.push(site(Operation.call(callee, name)));
            emit.threadHook("onExit", "(Ljava/lang/Object;I)Ljava/lang/Object;");
            super.visitTypeInsn(Opcodes.CHECKCAST, "java/util/concurrent/CompletableFuture");
        } else if (callee.equals("jdk/internal/misc/Unsafe")) {
            super.visitMethodInsn(opcode, callee, UnsafeNames.normal(name, descriptor), descriptor, isInterface);
        } else {
            call(opcode, callee, name, descriptor, isInterface);
        }
        if (isOwn() && CallRules.mayNameClasses(callee, name, descriptor)) {
            emit.lookHook("scrubbed", "(Ljava/lang/String;)Ljava/lang/String;");
        }
        if (name.equals("<init>") && callee.equals("java/lang/Thread")) {
            noteThread();
        }
        noteConstruction(opcode, name);
        if (constructor && constructed && owner.name().endsWith("/AbstractExecutorService")) {
            super.visitVarInsn(Opcodes.ALOAD, 0);
            emit.threadHook("poolMade", "(Ljava/lang/Object;)V");
        }
    }

    /** Tells that a thread has been made: by {@code new Thread(...)}, or by {@code super(...)} of what extends it. */
    private void noteThread() {
        if (pendingNews > 0) {
            super.visitInsn(Opcodes.DUP);
        } else {
            super.visitVarInsn(Opcodes.ALOAD, 0);
        }
        emit.threadHook("made", "(Ljava/lang/Thread;)V");
    }

    /** Returns whether this is code of the submission or of the scenario. */
    private boolean isOwn() {
        return kind == ClassKind.SUBMISSION || kind == ClassKind.SCENARIO;
    }

    /** The JDK's method returns the JDK's future; that of a woven process returns a copy. */
    private static boolean isOnExit(String callee, String name) {
        return name.equals("onExit")
                && (callee.equals("java/lang/Process") || callee.equals("java/lang/ProcessHandle"));
    }

    private void call(int opcode, String callee, String name, String descriptor, boolean isInterface) {
        String refusal = owner.rules().refusal(callee, name, descriptor);
        if (refusal != null && isOwn()) {
            super.visitLdcInsn(refusal);
            emit.hook("refuse", "(Ljava/lang/String;)V");
        }
        String declarer = declarer(callee, name, descriptor);
        if (kind == ClassKind.SUBMISSION && Library.isLibrary(declarer) && constructed) {
            if (name.equals("await") && descriptor.equals("()V") && callee.endsWith("/Condition")) {
                emit.push(site(Operation.call(callee, name)));
                emit.hook("awaitCondition", "(Ljava/util/concurrent/locks/Condition;I)V");
                return;
            }
            emit.push(site(Operation.call(callee, name)));
            emit.hook("enterLibrary", "(I)V");
            if (CallRules.isWeak(callee, name)) {
                super.visitLdcInsn(name);
                emit.hook("weakly", "(Ljava/lang/String;)V");
            }
            if (callee.equals("java/util/concurrent/locks/LockSupport") && name.startsWith("park")) {
                emit.hook("parksItself", "()V");
            }
        }
        boolean stamped = kind == ClassKind.SUBMISSION && callee.equals("java/util/concurrent/locks/StampedLock");
        if (stamped && (name.equals("validate") || name.startsWith("tryConvertTo"))) {
            emit.hook("validates", "()V");
        }
        if (stamped && CallRules.takesStampedLock(name)) {
            emit.hook("locksAfterAll", "()V");
        }
        if (stamped && name.equals("tryOptimisticRead")) {
            super.visitMethodInsn(opcode, callee, name, descriptor, isInterface);
            super.visitInsn(Opcodes.DUP2);
            emit.hook("readsOptimistically", "(J)V");
        } else if (callee.equals("java/util/Collections") && name.startsWith("synchronized")) {
            super.visitMethodInsn(opcode, Library.PREFIX + callee, name, descriptor, isInterface);
        } else if (callee.equals("java/lang/Thread") && name.equals("<init>")) {
            super.visitMethodInsn(opcode, callee, name, withNameAndGroup(descriptor), isInterface);
        } else if (callee.equals("java/util/Random") && name.equals("<init>") && descriptor.equals("()V")) {
            // A seed of its own would make each run another one.
            super.visitLdcInsn(42L);
            super.visitMethodInsn(opcode, callee, name, "(J)V", isInterface);
        } else if (CallRules.asksForDate(callee, name, descriptor)) {
            int end = descriptor.indexOf(')') + 1;
            emit.dateHook("clock", descriptor.substring(0, end) + "Ljava/time/Clock;");
            super.visitMethodInsn(opcode, callee, name, "(Ljava/time/Clock;)" + descriptor.substring(end), isInterface);
        } else if (CallRules.makesDate(callee, name, descriptor)) {
            emit.dateHook("millis", "()J");
            super.visitMethodInsn(opcode, callee, name, "(J)V", isInterface);
        } else if (CallRules.makesCalendar(callee, name)) {
            super.visitMethodInsn(opcode, callee, name, descriptor, isInterface);
            emit.dateHook("setToNow", "(Ljava/util/Calendar;)Ljava/util/Calendar;");
        } else if (CallRules.beginsParallel(declarer, name)) {
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    Library.PARALLEL_STREAMS,
                    "of",
                    "(Ljava/util/Collection;)Ljava/util/stream/Stream;",
                    false);
        } else if (CallRules.makesParallel(callee, name)) {
            String type = Type.getReturnType(descriptor).getInternalName();
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    Library.PARALLEL_STREAMS,
                    "parallel",
                    "(Ljava/util/stream/BaseStream;)Ljava/util/stream/BaseStream;",
                    false);
            super.visitTypeInsn(Opcodes.CHECKCAST, type);
        } else if (callee.equals("java/util/Arrays") && name.equals("parallelSort")) {
            String sorts = descriptor.replace("java/lang/Comparable", "java/lang/Object");
            callOutside(opcode, callee, "sort", sorts, isInterface);
        } else if (callee.equals("java/util/Arrays") && name.equals("asList")) {
            super.visitMethodInsn(opcode, Library.LIST_OF_ARRAY, name, descriptor, false);
        } else {
            callOutside(opcode, callee, name, descriptor, isInterface);
        }
    }

    /** Completes the arguments of a thread's constructor by what the JVM would take from the thread that calls it. */
    private String withNameAndGroup(String descriptor) {
        String full = descriptor;
        if (full.equals("()V") || full.endsWith(RUNNABLE + ")V")) {
            emit.lookHook("nextThreadName", "()" + NAME);
            full = full.replace(")", NAME + ")");
        }
        if (full.equals("(" + NAME + ")V")) {
            emit.threadHook("group", "()" + GROUP);
            super.visitInsn(Opcodes.SWAP);
            full = "(" + GROUP + NAME + ")V";
        } else if (full.equals("(" + RUNNABLE + NAME + ")V")) {
            emit.threadHook("group", "()" + GROUP);
            super.visitInsn(Opcodes.DUP_X2);
            super.visitInsn(Opcodes.POP);
            full = "(" + GROUP + RUNNABLE + NAME + ")V";
        }
        return full;
    }

    private String declarer(String callee, String name, String descriptor) {
        return name.equals("<init>") ? callee : owner.members().inheritedFrom(callee, name, descriptor);
    }

    /** Calls what is not woven, and tells what it touches. */
    private void callOutside(int opcode, String callee, String name, String descriptor, boolean isInterface) {
        List<Outsiders.Operand> operands = kind == ClassKind.SUBMISSION && constructed
                ? owner.outsiders().of(opcode, callee, name, descriptor)
                : List.of();
        String target = CallRules.forksOverArray(callee, name) ? Library.PREFIX + callee : callee;
        if (operands.isEmpty()) {
            super.visitMethodInsn(opcode, target, name, descriptor, isInterface);
        } else if (name.equals("<init>")) {
            Type[] arguments = Type.getArgumentTypes(descriptor);
            Outsiders.Operand last = operands.get(operands.size() - 1);
            if (last.position() == arguments.length) {
                super.visitInsn(Opcodes.DUP);
                emit.push(0);
                emit.push(placeOfCall(callee, name));
                emit.hook(last.touched().hook(), "(Ljava/lang/Object;ZI)V");
            }
            super.visitMethodInsn(opcode, callee, name, descriptor, isInterface);
        } else {
            emit.push(placeOfCall(callee, name));
            String receiver = opcode == Opcodes.INVOKESPECIAL ? owner.name() : callee;
            String full = opcode == Opcodes.INVOKESTATIC ? descriptor : CallRules.withReceiver(receiver, descriptor);
            owner.bridges()
                    .touching(
                            mv,
                            name,
                            full,
                            operands,
                            m -> m.visitMethodInsn(opcode, target, name, descriptor, isInterface));
        }
    }

    /** Where a call into the library begins, others were let in before. */
    private int placeOfCall(String callee, String name) {
        return Library.isLibrary(callee) ? Site.OUTSIDE : site(Operation.call(callee, name));
    }

    private void noteConstruction(int opcode, String name) {
        if (opcode == Opcodes.INVOKESPECIAL && name.equals("<init>")) {
            if (pendingNews > 0) {
                pendingNews--;
            } else {
                constructed = true;
            }
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        Object[] woven = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            woven[i] = arguments[i] instanceof Handle handle ? wovenHandle(handle, descriptor) : arguments[i];
        }
        boolean isText = isOwn() && bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory");
        List<Outsiders.Operand> operands = isText && kind == ClassKind.SUBMISSION && constructed
                ? owner.outsiders().ofText(descriptor)
                : List.of();
        if (operands.isEmpty()) {
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, woven);
        } else {
            emit.push(site(Operation.call("java/lang/String", "valueOf")));
            owner.bridges()
                    .touching(
                            mv,
                            name,
                            descriptor,
                            operands,
                            m -> m.visitInvokeDynamicInsn(name, descriptor, bootstrap, woven));
        }
        if (isText) {
            emit.lookHook("scrubbed", "(Ljava/lang/String;)Ljava/lang/String;");
        }
    }

    /**
     * A method reference such as {@code Thread::start} must not get around the hooks.
     *
     * @param factory the descriptor of what makes the function: of what it keeps, the receiver comes first
     */
    private Handle wovenHandle(Handle handle, String factory) {
        boolean isCall =
                switch (handle.getTag()) {
                    case Opcodes.H_INVOKEVIRTUAL,
                            Opcodes.H_INVOKEINTERFACE,
                            Opcodes.H_INVOKESTATIC,
                            Opcodes.H_NEWINVOKESPECIAL -> true;
                    default -> false;
                };
        return isCall && isHooked(handle) ? owner.bridges().forHandle(handle, factory, line, displayName) : handle;
    }

    private boolean isHooked(Handle handle) {
        int opcode = Bridges.opcode(handle);
        return owner.rules().replacement(opcode, handle.getOwner(), handle.getName(), handle.getDesc()) != null
                || owner.rules().refusal(handle.getOwner(), handle.getName(), handle.getDesc()) != null
                || CallRules.tellsTime(handle.getOwner(), handle.getName(), handle.getDesc())
                || CallRules.beginsParallel(
                        declarer(handle.getOwner(), handle.getName(), handle.getDesc()), handle.getName())
                || CallRules.makesParallel(handle.getOwner(), handle.getName())
                || isOnExit(handle.getOwner(), handle.getName())
                || (kind == ClassKind.SUBMISSION
                        && !owner.outsiders()
                                .of(opcode, handle.getOwner(), handle.getName(), handle.getDesc())
                                .isEmpty())
                || handle.getOwner().equals("java/util/Random")
                || handle.getOwner().equals("java/lang/Thread") && handle.getTag() == Opcodes.H_NEWINVOKESPECIAL
                || (kind == ClassKind.SUBMISSION && Library.isLibrary(handle.getOwner()));
    }

    /** Continues as if the given line had been reached; for code that stands for a method reference. */
    void atLine(int number, @Nullable Label start) {
        line = number;
        if (start != null) {
            super.visitLineNumber(number, start);
        }
    }
}
