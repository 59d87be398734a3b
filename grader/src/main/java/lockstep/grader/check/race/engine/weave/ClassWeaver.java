package lockstep.grader.check.race.engine.weave;

import java.util.function.Predicate;
import lockstep.grader.check.race.engine.control.Site;
import lockstep.grader.check.race.engine.control.Sites;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Rewrites one class. Sees the original's names; the renaming comes after it. */
final class ClassWeaver extends ClassVisitor {

    private final ClassKind kind;
    private final Members members;
    private final Sites sites;
    private final Predicate<String> scenarios;
    private final CallRules rules;
    private final Outsiders outsiders;
    private final Bridges bridges;

    private String name = "";
    private String file = "";
    private boolean isInterface;
    private boolean mutableStatics;

    ClassWeaver(ClassVisitor out, ClassKind kind, Members members, Sites sites, Predicate<String> scenarios) {
        super(Opcodes.ASM9, out);
        this.kind = kind;
        this.members = members;
        this.sites = sites;
        this.scenarios = scenarios;
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
        mutableStatics |= isStatic && !constant;
        return super.visitField(access, field, descriptor, signature, value);
    }

    private static boolean isImmutable(String descriptor) {
        return descriptor.length() == 1
                || descriptor.equals("Ljava/lang/String;")
                || descriptor.equals("Ljava/lang/invoke/VarHandle;")
                || descriptor.equals("Ljava/util/regex/Pattern;")
                || descriptor.endsWith("FieldUpdater;")
                || descriptor.startsWith("Ljava/lang/") && !descriptor.equals("Ljava/lang/Object;");
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
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
                    ? site(members.firstLine(name, method, descriptor), method, "monitor")
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
        super.visitEnd();
    }

    int site(int line, String method, String label) {
        SourceLocation location = file.isEmpty() || line < 1 ? null : new SourceLocation(file, line);
        return sites.add(new Site(location, MethodWeaver.simpleName(name) + "." + method, label));
    }

    boolean isScenario(String className) {
        return scenarios.test(className);
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
