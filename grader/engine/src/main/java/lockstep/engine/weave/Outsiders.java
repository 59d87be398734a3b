package lockstep.engine.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Which operands of a call may be objects of the JDK that are not woven, or arrays whose elements the JDK touches. */
final class Outsiders {

    /** Methods that change nothing in their receiver. */
    private static final Pattern READING = Pattern.compile(
            "(get|is|has|contains|to|index|last|compare|starts|ends|sub|"
                    + "previous(Set|Clear)Bit|next(Set|Clear)Bit|codePoint|first|higher|lower|floor|ceiling|head|tail)(?![a-z]).*"
                    + "|size|length|charAt|equals|hashCode|before|after|cardinality|intersects|clone|chars|peek|element|values"
                    + "|keySet|entrySet|stream|iterator|listIterator|spliterator|forEach|(?!set)\\w+Value|group|start|end|average|sum");

    /** Of buffers: methods that leave the position where it is. */
    private static final Pattern VIEWING = Pattern.compile("duplicate|slice|array|arrayOffset|as\\w+Buffer");

    /** Of {@code java.util.Arrays} and {@code Collections}: they change their first argument. */
    private static final Pattern CHANGING =
            Pattern.compile("(fill|sort|set|parallel|swap|shuffle|reverse|rotate|addAll|replaceAll)(?!Order).*|copy");

    /** Of these: what they write depends on what was there before. */
    private static final Pattern REARRANGING =
            Pattern.compile("(sort|parallelSort|parallelPrefix|swap|shuffle|reverse|rotate)(?!Order).*");

    /**
     * Other methods that write to an array, with how many arguments at least: those that encode, decode or digest also come
     * with fewer, and then read it. Of several arrays, it is the last.
     */
    private static final Map<String, Integer> INTO_ARRAYS = Map.ofEntries(
            Map.entry("arraycopy", 5),
            Map.entry("copyInto", 1),
            Map.entry("decode", 2),
            Map.entry("deflate", 1),
            Map.entry("digest", 3),
            Map.entry("encode", 2),
            Map.entry("enumerate", 1),
            Map.entry("get", 1),
            Map.entry("getBytes", 4),
            Map.entry("getChars", 4),
            Map.entry("inflate", 1),
            Map.entry("nextBytes", 1),
            Map.entry("read", 1),
            Map.entry("readFully", 1),
            Map.entry("readNBytes", 3),
            Map.entry("reorderVisually", 5),
            Map.entry("sign", 3),
            Map.entry("toArray", 1),
            Map.entry("toChars", 3));

    /** Arguments that any method changes to which they are passed: buffers are read from their position on. */
    private static final Pattern MOVED = Pattern.compile("Ljava/(nio/\\w+Buffer|text/(Parse|Field)Position);");

    private static final Set<String> NOT_MOVING = Set.of("compareTo", "mismatch", "ofBuffer");

    /** Methods that write to an argument of one of the types that follow. */
    private static final Set<String> APPENDING = Set.of("appendReplacement", "appendTail", "formatTo", "formatHex");

    private static final Set<String> TEXTS =
            Set.of("Ljava/lang/Appendable;", "Ljava/lang/StringBuilder;", "Ljava/lang/StringBuffer;");

    private static final Pattern CONSUMER = Pattern.compile("Ljava/util/function/\\w*Consumer;");

    private static final String REFLECTED_ARRAY = "java/lang/reflect/Array";

    private static final Set<String> OF_THREADS = Set.of(
            "getName",
            "setName",
            "getPriority",
            "setPriority",
            "isDaemon",
            "setDaemon",
            "getUncaughtExceptionHandler",
            "setUncaughtExceptionHandler");

    private static final Set<String> OF_THROWABLES = Set.of("addSuppressed", "getSuppressed", "initCause", "getCause");
    private static final Set<String> OF_LOGGERS = Set.of("setLevel", "getLevel", "isLoggable");
    private static final Set<String> OF_ALL = Set.of("toString", "equals", "hashCode");

    private static final Set<String> CONSTANT = Set.of(
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
            "java/lang/Runnable",
            "java/lang/System",
            "java/lang/Runtime",
            "java/lang/Record",
            "java/lang/Enum",
            "java/math/BigInteger",
            "java/math/BigDecimal",
            "java/util/Locale",
            "java/util/Comparator",
            "java/io/PrintStream");

    /** Of packages whose other classes keep nothing that changes. */
    private static final Pattern BUILDERS =
            Pattern.compile("java/util/stream/.*\\$Builder|java/time/format/DateTimeFormatterBuilder");

    private final Members members;

    Outsiders(Members members) {
        this.members = members;
    }

    /**
     * An operand.
     *
     * @param position among the receiver, if there is one, and the arguments
     * @param part which elements of an array; null for all
     */
    record Operand(
            int position,
            Touched touched,
            boolean write,
            @Nullable Part part) {}

    /** What is touched of an operand. */
    enum Touched {
        INSIDE("outside"),
        /** The same, if the code that is called is the JDK's. */
        INSIDE_OF_FUNCTION("functionOutside"),
        ELEMENTS("elementsOutside");

        private final String hook;

        Touched(String hook) {
            this.hook = hook;
        }

        String hook() {
            return hook;
        }
    }

    /**
     * A part of an array, by the positions of the operands that name it.
     *
     * @param from where it begins
     * @param end by what it ends
     */
    record Part(int from, int end, Ends ends) {}

    /** What the operand means by which a part ends. */
    enum Ends {
        /** The index after the last one. */
        AT,
        /** The number of elements. */
        LENGTH,
        /** The index after the last one of the source, of which the operand before names the first one. */
        SOURCE,
        /** Nothing: the part is one element. */
        ONE
    }

    /** Returns those of a call of the submission's. */
    List<Operand> of(int opcode, String owner, String name, String descriptor) {
        List<Operand> found = new ArrayList<>();
        boolean isStatic = opcode == Opcodes.INVOKESTATIC;
        if (!isStatic && isFunction(owner)) {
            found.add(new Operand(0, Touched.INSIDE_OF_FUNCTION, !reads(owner, name, descriptor), null));
        } else if (!isStatic && !name.equals("<init>") && isKeeper(owner, name)) {
            found.add(new Operand(0, Touched.INSIDE, !reads(owner, name, descriptor), null));
        }
        if (!owner.startsWith("java/")) {
            return found;
        }
        boolean handsOn = members.isWoven(owner) || isOfCollections(owner);
        Type[] arguments = Type.getArgumentTypes(descriptor);
        int shift = isStatic ? 0 : 1;
        for (int i = 0; i < arguments.length; i++) {
            if (name.startsWith("forEach")
                    && CONSUMER.matcher(arguments[i].getDescriptor()).matches()) {
                found.add(new Operand(i + shift, Touched.INSIDE_OF_FUNCTION, true, null));
                continue;
            }
            boolean elements = isArray(owner, name, arguments, i);
            boolean write = writes(owner, name, arguments, i) || moves(name, arguments, i);
            Touched touched = elements ? Touched.ELEMENTS : Touched.INSIDE;
            Part part = elements ? part(owner, name, arguments, i, shift) : null;
            boolean rearranges = write
                    && elements
                    && isOfMany(owner)
                    && REARRANGING.matcher(name).matches();
            if (rearranges || !write && !handsOn && (elements || mayBeKept(arguments[i]))) {
                found.add(new Operand(i + shift, touched, false, part));
            }
            if (write && (elements || !handsOn && mayBeKept(arguments[i]))) {
                found.add(new Operand(i + shift, touched, true, part));
            }
        }
        return found;
    }

    /** Returns the places of the arguments whose text is taken. */
    List<Operand> ofText(String descriptor) {
        List<Operand> found = new ArrayList<>();
        Type[] arguments = Type.getArgumentTypes(descriptor);
        for (int i = 0; i < arguments.length; i++) {
            if (mayBeKept(arguments[i])) {
                found.add(new Operand(i, Touched.INSIDE, false, null));
            }
        }
        return found;
    }

    /** A buffer's position moves with each access that names none. */
    private static boolean reads(String owner, String name, String descriptor) {
        boolean ofBuffer = owner.startsWith("java/nio/") && owner.endsWith("Buffer");
        if (ofBuffer && name.startsWith("get")) {
            return descriptor.startsWith("(I)");
        }
        boolean views = ofBuffer && VIEWING.matcher(name).matches();
        boolean asks =
                Set.of("position", "limit", "capacity", "remaining", "order").contains(name)
                        && descriptor.startsWith("()");
        return views || asks || READING.matcher(name).matches();
    }

    /** Calls of these hand on references; what they do inside is woven, or seen by the receiver. */
    private static boolean isOfCollections(String owner) {
        return owner.startsWith("java/util/concurrent/")
                || owner.startsWith("java/util/function/")
                || owner.startsWith("java/util/stream/")
                || Set.of("List", "Set", "Map", "Collection", "Queue", "Deque", "Map$Entry", "Iterator", "Objects")
                        .contains(owner.substring(owner.lastIndexOf('/') + 1));
    }

    private static boolean isArray(String owner, String name, Type[] arguments, int argument) {
        boolean untyped = name.equals("arraycopy") || owner.equals(REFLECTED_ARRAY) && argument == 0;
        int sort = arguments[argument].getSort();
        return sort == Type.ARRAY || untyped && sort == Type.OBJECT;
    }

    /** Returns the part of an array that a call names, or null for all of it. */
    private static @Nullable Part part(String owner, String name, Type[] arguments, int argument, int shift) {
        int next = argument + 1 + shift;
        if (name.equals("arraycopy")) {
            return new Part(next, 4, Ends.LENGTH);
        }
        if (arguments.length < argument + 2 || arguments[argument + 1] != Type.INT_TYPE) {
            return null;
        }
        if (name.equals("getChars") || name.equals("getBytes")) {
            return new Part(next, shift + 1, Ends.SOURCE);
        }
        if (owner.equals(REFLECTED_ARRAY) || name.equals("toChars")) {
            return new Part(next, next, Ends.ONE);
        }
        boolean named = argument + 2 < arguments.length && arguments[argument + 2] == Type.INT_TYPE;
        return named ? new Part(next, next + 1, isOfMany(owner) ? Ends.AT : Ends.LENGTH) : null;
    }

    private static boolean isOfMany(String owner) {
        return owner.equals("java/util/Arrays") || owner.equals("java/util/Collections");
    }

    private static boolean writes(String owner, String name, Type[] arguments, int argument) {
        if (isOfMany(owner)) {
            return argument == 0 && CHANGING.matcher(name).matches();
        }
        if (owner.equals(REFLECTED_ARRAY)) {
            return argument == 0 && name.startsWith("set");
        }
        int last = arguments.length - 1;
        while (last >= 0 && !isArray(owner, name, arguments, last)) {
            last--;
        }
        return argument == last && arguments.length >= INTO_ARRAYS.getOrDefault(name, Integer.MAX_VALUE);
    }

    private static boolean moves(String name, Type[] arguments, int argument) {
        String type = arguments[argument].getDescriptor();
        // A call that names an index leaves the position as it is.
        boolean moved = MOVED.matcher(type).matches() && !NOT_MOVING.contains(name) && arguments[0] != Type.INT_TYPE;
        return moved || APPENDING.contains(name) && TEXTS.contains(type);
    }

    /** Returns whether a call's receiver may be an object that keeps something and is not woven. */
    private boolean isKeeper(String owner, String name) {
        if (owner.startsWith("[")) {
            return false;
        }
        String type = members.ancestorInJdk(owner);
        if (type.equals("java/lang/Object")) {
            return owner.equals(type) && OF_ALL.contains(name);
        }
        if (type.equals("java/lang/Thread")) {
            return OF_THREADS.contains(name);
        }
        if (type.equals("java/util/logging/Logger")) {
            return OF_LOGGERS.contains(name);
        }
        if (type.endsWith("Exception") || type.endsWith("Error") || type.equals("java/lang/Throwable")) {
            return OF_THROWABLES.contains(name);
        }
        return mayKeep(type);
    }

    /** What a function keeps shows when it is called, and not where it is handed on. */
    private static boolean isFunction(String type) {
        return type.startsWith("java/util/function/") || type.equals("java/lang/Runnable");
    }

    private boolean mayBeKept(Type type) {
        return type.getSort() == Type.OBJECT
                && type.getInternalName().startsWith("java/")
                && mayKeep(type.getInternalName());
    }

    /** Returns whether a variable of this type of the JDK may hold an object that keeps something and is not woven. */
    private boolean mayKeep(String type) {
        return BUILDERS.matcher(type).matches() || !isConstant(type);
    }

    private boolean isConstant(String type) {
        return members.isWoven(type)
                || CONSTANT.contains(type)
                || type.startsWith("java/util/concurrent/")
                || type.startsWith("java/util/function/")
                || type.startsWith("java/util/stream/")
                || type.startsWith("java/time/")
                || type.startsWith("java/lang/invoke/")
                || type.startsWith("java/lang/Thread");
    }
}
