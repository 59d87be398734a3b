package lockstep.engine.weave;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** Which calls are replaced by hooks, and which are beyond control. */
final class CallRules {

    private static final Set<String> THREAD_STATICS = Set.of(
            "currentThread()Ljava/lang/Thread;",
            "sleep(J)V",
            "sleep(JI)V",
            "sleep(Ljava/time/Duration;)V",
            "onSpinWait()V",
            "yield()V",
            "interrupted()Z",
            "holdsLock(Ljava/lang/Object;)Z",
            "setDefaultUncaughtExceptionHandler(Ljava/lang/Thread$UncaughtExceptionHandler;)V",
            "getDefaultUncaughtExceptionHandler()Ljava/lang/Thread$UncaughtExceptionHandler;",
            "startVirtualThread(Ljava/lang/Runnable;)Ljava/lang/Thread;");

    private static final Set<String> THREAD_METHODS = Set.of(
            "start()V",
            "join()V",
            "join(J)V",
            "join(JI)V",
            "join(Ljava/time/Duration;)Z",
            "isAlive()Z",
            "interrupt()V",
            "isInterrupted()Z",
            "getThreadGroup()Ljava/lang/ThreadGroup;",
            "setDaemon(Z)V",
            "getState()Ljava/lang/Thread$State;");

    /** Of {@code Class}. */
    private static final Set<String> NAMES = Set.of("getName", "getSimpleName", "getPackageName", "toString");

    private static final Set<String> TEXTS =
            Set.of("toString", "getMessage", "getLocalizedMessage", "valueOf", "format", "formatted", "join");

    /** Of {@code TimeUnit}. */
    private static final Set<String> TIMED = Set.of("sleep", "timedWait", "timedJoin");

    /** Of {@code StampedLock}. */
    private static final Pattern TAKES_LOCK = Pattern.compile("(try)?([rR]ead|[wW]rite)Lock(Interruptibly)?");

    /** Of the atomic classes. */
    private static final Pattern WEAK = Pattern.compile("lazySet|weak.*|.*(Plain|Opaque|Acquire|Release)");

    private static final Map<String, String> BUILDER_METHODS =
            Map.of("start", "builderStart", "unstarted", "builderUnstarted", "factory", "builderFactory");

    private static final Map<String, String> MONITOR_METHODS = Map.of(
            "wait()V", "await",
            "wait(J)V", "await",
            "wait(JI)V", "await",
            "notify()V", "signal",
            "notifyAll()V", "signalAll");

    private static final Set<String> REFUSED_OF_THREAD =
            Set.of("getAllStackTraces", "enumerate", "stop", "suspend", "resume", "getStackTrace");

    private final Members members;

    CallRules(Members members) {
        this.members = members;
    }

    /**
     * A call of a hook that takes the place of another call: same arguments with the receiver first, then the site.
     *
     * @param descriptor the hook's
     */
    record Replacement(String owner, String name, String descriptor) {}

    /** Returns what takes the place of a call, or null. */
    @Nullable
    Replacement replacement(int opcode, String owner, String name, String descriptor) {
        String call = name + descriptor;
        boolean isStatic = opcode == Opcodes.INVOKESTATIC;
        if (isStatic && owner.equals("java/lang/System") && descriptor.equals("()J")) {
            return new Replacement(Emit.THREADS, name, "(I)J");
        }
        if (isStatic && owner.equals("java/time/Clock") && name.startsWith("system")) {
            return new Replacement(Emit.DATES, name, withSite(descriptor));
        }
        if (isStatic && THREAD_STATICS.contains(call) && members.isThread(owner)) {
            return new Replacement(Emit.THREADS, name, withSite(descriptor));
        }
        if (!isStatic && THREAD_METHODS.contains(call) && members.isThread(owner)) {
            return new Replacement(Emit.THREADS, name, withSite(withReceiver("java/lang/Thread", descriptor)));
        }
        if (owner.startsWith("java/lang/Thread$Builder") && BUILDER_METHODS.containsKey(name)) {
            return new Replacement(
                    Emit.THREADS, BUILDER_METHODS.get(name), withSite(withReceiver("java/lang/Object", descriptor)));
        }
        if (!isStatic && MONITOR_METHODS.containsKey(call)) {
            return new Replacement(
                    Emit.HOOKS, MONITOR_METHODS.get(call), withSite(withReceiver("java/lang/Object", descriptor)));
        }
        if (name.equals("activeCount") && (members.isThread(owner) || owner.equals("java/lang/ThreadGroup"))) {
            return new Replacement(
                    Emit.THREADS, name, withSite(isStatic ? descriptor : withReceiver(owner, descriptor)));
        }
        if (!isStatic && owner.equals("java/util/concurrent/TimeUnit") && TIMED.contains(name)) {
            return new Replacement(
                    Emit.THREADS, name, withSite(withReceiver("java/util/concurrent/TimeUnit", descriptor)));
        }
        if (isStatic && owner.equals("java/lang/invoke/VarHandle") && name.endsWith("Fence")) {
            return new Replacement(Emit.HOOKS, name, "(I)V");
        }
        if (owner.equals("java/lang/Class") && NAMES.contains(name) && descriptor.startsWith("()")) {
            return new Replacement(Emit.LOOKS, name, "(Ljava/lang/Class;I)Ljava/lang/String;");
        }
        if (call.equals("hashCode()I") && opcode == Opcodes.INVOKEVIRTUAL && mayHaveUsualHash(owner)) {
            return new Replacement(Emit.LOOKS, name, "(Ljava/lang/Object;I)I");
        }
        if (owner.equals("java/lang/System") && name.equals("identityHashCode")) {
            return new Replacement(Emit.LOOKS, name, "(Ljava/lang/Object;I)I");
        }
        if ((call.equals("getId()J") || call.equals("threadId()J")) && members.isThread(owner)) {
            return new Replacement(Emit.LOOKS, name, "(Ljava/lang/Thread;I)J");
        }
        if (owner.equals("java/lang/Runtime") && (name.equals("totalMemory") || name.equals("freeMemory"))) {
            return new Replacement(Emit.LOOKS, name, "(Ljava/lang/Runtime;I)J");
        }
        if (!isStatic && owner.equals("java/lang/Runtime") && name.equals("availableProcessors")) {
            return new Replacement(Emit.THREADS, name, "(Ljava/lang/Runtime;I)I");
        }
        if (isStatic && owner.equals("java/lang/Math") && name.equals("random")) {
            return new Replacement(Emit.THREADS, name, "(I)D");
        }
        return null;
    }

    private boolean mayHaveUsualHash(String owner) {
        return owner.equals("java/lang/Object")
                || owner.equals("java/lang/Class")
                || owner.startsWith("java/lang/Thread")
                || members.isOfProgram(owner);
    }

    /** Returns whether a call tells the time by a date. */
    static boolean tellsTime(String owner, String name, String descriptor) {
        return asksForDate(owner, name, descriptor) || makesDate(owner, name, descriptor) || makesCalendar(owner, name);
    }

    /** Returns whether a call asks for the date by {@code now()} or {@code now(ZoneId)} of {@code java.time}. */
    static boolean asksForDate(String owner, String name, String descriptor) {
        return name.equals("now")
                && owner.startsWith("java/time/")
                && (descriptor.startsWith("()") || descriptor.startsWith("(Ljava/time/ZoneId;)"));
    }

    /** Returns whether a constructor makes a date of now. */
    static boolean makesDate(String owner, String name, String descriptor) {
        return owner.equals("java/util/Date") && name.equals("<init>") && descriptor.equals("()V");
    }

    /** Returns whether a call makes a calendar, which is set to now. */
    static boolean makesCalendar(String owner, String name) {
        return owner.equals("java/util/Calendar") && name.equals("getInstance");
    }

    /** Returns whether a method of {@code StampedLock} takes the lock, or tries to. */
    static boolean takesStampedLock(String name) {
        return TAKES_LOCK.matcher(name).matches();
    }

    /** Returns whether a call of an atomic class asks for less than the order of a volatile variable. */
    static boolean isWeak(String owner, String name) {
        return owner.startsWith("java/util/concurrent/atomic/Atomic")
                && WEAK.matcher(name).matches();
    }

    /** Returns whether a method of the JDK returns a text that may name classes. */
    static boolean mayNameClasses(String owner, String name, String descriptor) {
        return descriptor.endsWith(")Ljava/lang/String;")
                && owner.startsWith("java/")
                && (TEXTS.contains(name) || owner.equals("java/lang/String"));
    }

    static String withSite(String descriptor) {
        int end = descriptor.indexOf(')');
        return descriptor.substring(0, end) + "I" + descriptor.substring(end);
    }

    static String withReceiver(String receiver, String descriptor) {
        return "(L" + receiver + ";" + descriptor.substring(1);
    }

    /** Returns whether a call begins a parallel stream of a collection's elements. */
    static boolean beginsParallel(String declarer, String name) {
        return name.equals("parallelStream") && declarer.startsWith("java/");
    }

    /** Returns whether a call makes a stream parallel. */
    static boolean makesParallel(String owner, String name) {
        return name.equals("parallel") && owner.startsWith("java/util/stream/");
    }

    /** Returns whether a method of {@code Arrays} forks tasks; sorting does so for thousands of elements only. */
    static boolean forksOverArray(String owner, String name) {
        return owner.equals("java/util/Arrays") && (name.equals("parallelPrefix") || name.equals("parallelSetAll"));
    }

    /** Returns why a call is beyond control, or null. */
    @Nullable
    String refusal(String owner, String name, String descriptor) {
        String call = owner.substring(owner.lastIndexOf('/') + 1) + "." + name + "()";
        if (owner.equals("java/lang/Thread") && REFUSED_OF_THREAD.contains(name)) {
            return call;
        }
        boolean refused =
                switch (owner) {
                    case "java/lang/ProcessBuilder" -> name.startsWith("start");
                    case "java/lang/Runtime" ->
                        Set.of("exec", "exit", "halt", "addShutdownHook").contains(name);
                    case "java/lang/System" -> name.equals("exit");
                    case "java/util/concurrent/StructuredTaskScope" -> true;
                    default -> false;
                };
        return refused ? call : null;
    }
}
