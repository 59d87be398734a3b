package lockstep.engine.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import lockstep.engine.control.Initialisers;
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
    private final LineTable lines;

    private String name = "";
    private String file = "";
    private boolean notesLines;
    private boolean isInterface;
    private boolean isEnum;
    private boolean hasToString;
    private String parent = "";
    private boolean mutableStatics;
    private boolean initialisedUnderControl;
    private boolean hasInitialiser;
    private final List<Consumer<MethodVisitor>> resets = new ArrayList<>();

    /** @param lines is told the lines of a class under test */
    ClassWeaver(ClassVisitor out, ClassKind kind, Members members, Sites sites, LineTable lines) {
        super(Opcodes.ASM9, out);
        this.kind = kind;
        this.members = members;
        this.sites = sites;
        this.rules = new CallRules(members);
        this.outsiders = new Outsiders(members);
        this.bridges = new Bridges(this, out);
        this.lines = lines;
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
        // Older class files have no constants that are computed.
        notesLines = kind == ClassKind.SUBMISSION && (version & 0xffff) >= Opcodes.V11;
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        isEnum = (access & Opcodes.ACC_ENUM) != 0;
        initialisedUnderControl = members.isInitialisedUnderControl(className);
        parent = superName == null ? "" : superName;
        super.visit(version, access, className, signature, superName, interfaces);
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        if (source != null) {
            file = name.substring(0, name.lastIndexOf('/') + 1) + source;
            lines.file(file);
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
        if (initialisedUnderControl && (access & Opcodes.ACC_STATIC) != 0 && value == null) {
            // The JDK keeps the constants of an enum.
            mutableStatics |= isEnum;
            resets.add(m -> reset(m, field, Type.getType(descriptor)));
            return super.visitField(access & ~Opcodes.ACC_FINAL, field, descriptor, signature, null);
        }
        mutableStatics |= (isStatic || ofConstant) && !constant;
        return super.visitField(access, field, descriptor, signature, value);
    }

    /** What a run before has left in a static field is not there for the next one. */
    private void reset(MethodVisitor m, String field, Type type) {
        m.visitInsn(
                switch (type.getSort()) {
                    case Type.LONG -> Opcodes.LCONST_0;
                    case Type.FLOAT -> Opcodes.FCONST_0;
                    case Type.DOUBLE -> Opcodes.DCONST_0;
                    case Type.ARRAY, Type.OBJECT -> Opcodes.ACONST_NULL;
                    default -> Opcodes.ICONST_0;
                });
        m.visitFieldInsn(Opcodes.PUTSTATIC, name, field, type.getDescriptor());
    }

    /** Returns a method in place of the class initialiser, which the engine calls once in each run. */
    private MethodVisitor initialiser() {
        hasInitialiser = true;
        int flags = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        MethodVisitor out = super.visitMethod(flags, Initialisers.METHOD, "()V", null, null);
        return new MethodVisitor(Opcodes.ASM9, out) {
            @Override
            public void visitCode() {
                super.visitCode();
                resets.forEach(reset -> reset.accept(mv));
            }
        };
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
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        if (initialisedUnderControl && method.equals("<clinit>")) {
            return new MethodWeaver(this, kind, method, 0, notingLines(access, method, descriptor, initialiser()));
        }
        int flags = locks ? access & ~Opcodes.ACC_SYNCHRONIZED : access;
        MethodVisitor out = super.visitMethod(flags, method, descriptor, signature, exceptions);
        if (locks) {
            int line = kind.hasPlaces() ? members.firstLine(name, method, descriptor) : 0;
            int site = kind.hasPlaces() ? site(line, method, Operation.MONITOR) : Site.OUTSIDE;
            out = new SynchronizedMethod(out, name, isStatic, site, line);
        }
        if (method.equals("<clinit>")) {
            out = new Initialiser(out, kind == ClassKind.SUBMISSION);
        }
        return hasCode
                ? new MethodWeaver(this, kind, method, access, notingLines(access, method, descriptor, out))
                : out;
    }

    /** Bridges, and constructors that are there to be called by nobody, have no lines of interest. */
    private MethodVisitor notingLines(int access, String method, String descriptor, MethodVisitor out) {
        boolean forbids = (access & Opcodes.ACC_PRIVATE) != 0 && method.equals("<init>") && descriptor.equals("()V");
        boolean wanted = notesLines && (access & Opcodes.ACC_BRIDGE) == 0 && !forbids;
        return wanted ? new LineProbes(out, lines) : out;
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
        if (initialisedUnderControl && !hasInitialiser) {
            MethodVisitor m = initialiser();
            m.visitCode();
            m.visitInsn(Opcodes.RETURN);
            m.visitMaxs(0, 0);
            m.visitEnd();
        }
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
