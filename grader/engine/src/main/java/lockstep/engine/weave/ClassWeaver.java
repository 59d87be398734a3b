package lockstep.engine.weave;

import java.util.Set;
import lockstep.engine.control.Line;
import lockstep.engine.control.Site;
import lockstep.engine.control.Sites;
import lockstep.engine.trace.Operation;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Rewrites one class. Sees the original's names; the renaming comes after it. */
final class ClassWeaver extends ClassVisitor {

    /** What a constant of one of these types holds is the same in all runs: nobody can write a subclass. */
    private static final Set<String> IMMUTABLE = Set.of(
            "java/lang/String",
            "java/lang/Class",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Short",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Boolean",
            "java/lang/Float",
            "java/lang/Double",
            "java/lang/invoke/VarHandle",
            "java/lang/invoke/MethodHandles$Lookup",
            "java/math/BigInteger",
            "java/math/BigDecimal",
            "java/math/MathContext",
            "java/nio/charset/Charset",
            "java/time/Duration",
            "java/time/Instant",
            "java/time/LocalDate",
            "java/time/LocalTime",
            "java/time/LocalDateTime",
            "java/time/ZoneId",
            "java/time/ZoneOffset",
            "java/time/format/DateTimeFormatter",
            "java/util/Locale",
            "java/util/UUID",
            "java/util/concurrent/TimeUnit",
            "java/util/concurrent/atomic/AtomicIntegerFieldUpdater",
            "java/util/concurrent/atomic/AtomicLongFieldUpdater",
            "java/util/concurrent/atomic/AtomicReferenceFieldUpdater",
            "java/util/logging/Level",
            "java/util/logging/Logger",
            "java/util/regex/Pattern");

    private final ClassKind kind;
    private final Members members;
    private final Sites sites;
    private final CallRules rules;
    private final Outsiders outsiders;
    private final Bridges bridges;

    private String name = "";
    private String file = "";
    private boolean isInterface;
    private boolean isEnum;
    private boolean hasToString;
    private String parent = "";
    private boolean mutableStatics;

    ClassWeaver(ClassVisitor out, ClassKind kind, Members members, Sites sites) {
        super(Opcodes.ASM9, out);
        this.kind = kind;
        this.members = members;
        this.sites = sites;
        this.rules = new CallRules(members);
        this.outsiders = new Outsiders(members);
        this.bridges = new Bridges(this, out);
    }

    @Override
    public void visit(
            int version,
            int access,
            String className,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        name = className;
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        isEnum = (access & Opcodes.ACC_ENUM) != 0;
        parent = superName == null ? "" : superName;
        super.visit(version, access, className, signature, superName, interfaces);
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        if (source != null) {
            file = name.substring(0, name.lastIndexOf('/') + 1) + source;
        }
        super.visitSource(source, debug);
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0;
        boolean constant = (access & Opcodes.ACC_ENUM) != 0
                || ((access & Opcodes.ACC_FINAL) != 0 && (value != null || isImmutable(descriptor)));
        // The constants of an enum are in static fields, and so is what they keep.
        boolean ofConstant = isEnum && (access & (Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC)) == 0;
        mutableStatics |= (isStatic || ofConstant) && !constant;
        return super.visitField(access, field, descriptor, signature, value);
    }

    private static boolean isImmutable(String descriptor) {
        return descriptor.length() == 1
                || IMMUTABLE.contains(Type.getType(descriptor).getInternalName());
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        hasToString |= method.equals("toString") && descriptor.equals("()Ljava/lang/String;");
        boolean hasCode = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
        boolean locks = hasCode && (access & Opcodes.ACC_SYNCHRONIZED) != 0;
        if (!kind.hasPlaces() && method.equals("finalize")) {
            // The garbage collector's thread is none that the engine sees, and comes when it likes.
            return null;
        }
        if (!kind.hasPlaces() && (access & Opcodes.ACC_NATIVE) != 0) {
            return answerYes(access & ~Opcodes.ACC_NATIVE, method, descriptor);
        }
        int flags = locks ? access & ~Opcodes.ACC_SYNCHRONIZED : access;
        MethodVisitor out = super.visitMethod(flags, method, descriptor, signature, exceptions);
        if (locks) {
            int site = kind.hasPlaces()
                    ? site(members.firstLine(name, method, descriptor), method, Operation.MONITOR)
                    : Site.OUTSIDE;
            out = new SynchronizedMethod(out, name, (access & Opcodes.ACC_STATIC) != 0, site);
        }
        if (method.equals("<clinit>")) {
            out = new Initialiser(out, name, kind == ClassKind.SUBMISSION);
        }
        return hasCode ? new MethodWeaver(this, kind, method, out) : out;
    }

    /** A copy has no native code; the only native methods in the library ask whether the machine can do something. */
    private @Nullable MethodVisitor answerYes(int access, String method, String descriptor) {
        MethodVisitor out = super.visitMethod(access, method, descriptor, null, null);
        out.visitCode();
        out.visitInsn(Opcodes.ICONST_1);
        out.visitInsn(Opcodes.IRETURN);
        out.visitMaxs(0, 0);
        out.visitEnd();
        return null;
    }

    @Override
    public void visitEnd() {
        bridges.emit();
        if (!kind.hasPlaces() && !isInterface && !hasToString && parent.equals("java/lang/Object")) {
            emitToString();
        }
        super.visitEnd();
    }

    /** The usual text names the class. */
    private void emitToString() {
        MethodVisitor m = super.visitMethod(Opcodes.ACC_PUBLIC, "toString", "()Ljava/lang/String;", null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        new Emit(m).lookHook("usualText", "(Ljava/lang/Object;)Ljava/lang/String;");
        m.visitInsn(Opcodes.ARETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    int site(int line, String method, Operation operation) {
        Line known = file.isEmpty() || line < 1 ? null : new Line(file, line);
        return sites.add(new Site(known, MethodWeaver.simpleName(name) + "." + method, operation));
    }

    String name() {
        return name;
    }

    ClassKind kind() {
        return kind;
    }

    boolean isInterface() {
        return isInterface;
    }

    Members members() {
        return members;
    }

    CallRules rules() {
        return rules;
    }

    Outsiders outsiders() {
        return outsiders;
    }

    Bridges bridges() {
        return bridges;
    }

    boolean hasMutableStatics() {
        return mutableStatics;
    }
}
