package lockstep.grader.compile;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the compiler's messages usually mean to somebody who reads them for the first time.
 *
 * <p>Told apart by the compiler's own message codes, which have been stable for many releases, and where one code covers
 * several mistakes by the English text.
 */
final class BeginnerErrors {

    private static final Pattern SYMBOL =
            Pattern.compile("symbol:\\s+(class|variable|method|constructor)\\s+([\\w$]+)");
    private static final Pattern UNREPORTED = Pattern.compile("unreported exception ([\\w$.]+)");
    private static final Pattern EXPECTED = Pattern.compile("^(.*) expected");
    private static final Pattern PACKAGE = Pattern.compile("package [\\w$.]+");
    private static final Pattern ABSTRACT = Pattern.compile("^(\\w+)");

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry(
                    "premature.eof",
                    "The file ends before all braces are closed: somewhere above, a { has no }. Let the editor indent the"
                            + " file; the place where the indentation goes wrong is the place."),
            Map.entry(
                    "illegal.start.of.expr",
                    "Something is missing or left over just before this place, often a ) or a }."),
            Map.entry(
                    "illegal.start.of.type",
                    "A statement stands outside of a method, often because a } too many closed it."),
            Map.entry("illegal.start.of.stmt", "Something is missing or left over just before this place, often a }."),
            Map.entry(
                    "not.stmt",
                    "This computes something and drops it. A call, an assignment or a return was meant, perhaps."),
            Map.entry("unclosed.str.lit", "A text in \" is not closed in its line."),
            Map.entry("unclosed.char.lit", "Single quotes hold exactly one character; a text stands in double quotes."),
            Map.entry("unclosed.comment", "A comment that begins with /* has no */."),
            Map.entry(
                    "illegal.char",
                    "This character does not belong into Java code. It often comes from copied text: typographic"
                            + " quotes, or an invisible blank."),
            Map.entry(
                    "else.without.if",
                    "This else has no if: the if's block was closed too early, or a ; stands after its ( )."),
            Map.entry("catch.without.try", "This catch has no try: check the braces above it."),
            Map.entry(
                    "try.without.catch.finally.or.resource.decls", "A try needs a catch or a finally after its block."),
            Map.entry(
                    "invalid.meth.decl.ret.type.req",
                    "A method needs a return type before its name. If it is meant as a"
                            + " constructor, its name has to be the class's."),
            Map.entry(
                    "missing.ret.stmt",
                    "Not every way through this method ends with a return: look at the branches, and at"
                            + " what happens after a loop or a catch."),
            Map.entry(
                    "unreachable.stmt",
                    "This line can never run: a return, a throw or an endless loop stands before it."),
            Map.entry(
                    "var.might.not.have.been.initialized",
                    "There is a way to this line on which the variable has no value yet."
                            + " Give it one where it is declared, or in every branch."),
            Map.entry(
                    "var.not.initialized.in.default.constructor",
                    "A final field needs a value, where it is declared or in the" + " constructor."),
            Map.entry(
                    "var.might.already.be.assigned",
                    "A final variable gets its value once; here it may get a second one."),
            Map.entry("cant.assign.val", "A final variable cannot be changed after it has got its value."),
            Map.entry(
                    "cant.ref.non.effectively.final.var",
                    "A lambda or an inner class may only use local variables that never"
                            + " change after they got their value. Copy it just before (final int mine = i;), or keep what"
                            + " has to change in an array, a field or an object. If threads share it, it needs a guard as well."),
            Map.entry(
                    "local.var.accessed.from.icls.needs.final",
                    "An inner class may only use local variables that never change"
                            + " after they got their value. Copy it just before: final int mine = i;"),
            Map.entry(
                    "class.public.should.be.in.file",
                    "A public class stands in a file of its own name. Keep the file's name and"
                            + " the class's name as the kit gives them; a further class in the same file is not public."),
            Map.entry("duplicate.class", "Two files declare this class."),
            Map.entry(
                    "already.defined",
                    "This name is taken already in the same place. If you mean the same variable, leave out"
                            + " the type; if not, choose another name."),
            Map.entry(
                    "non-static.cant.be.ref",
                    "A static method such as main belongs to no object, so it cannot use this object's"
                            + " fields and methods. Create an object first, or make the member static."),
            Map.entry(
                    "generic.array.creation",
                    "Java cannot create an array of a generic type. Use a List, or create an array of"
                            + " the raw type."),
            Map.entry(
                    "cant.apply.symbol",
                    "The method or constructor exists, but with other parameters: compare number, order and"
                            + " types of the arguments."),
            Map.entry(
                    "cant.apply.symbols",
                    "The method or constructor exists, but with other parameters: compare number, order"
                            + " and types of the arguments."),
            Map.entry(
                    "does.not.override.abstract",
                    "The class promises an interface or extends an abstract class, but a method of"
                            + " it is missing or has another signature."),
            Map.entry(
                    "method.does.not.override.superclass",
                    "@Override says that a method of a parent is replaced, but none has"
                            + " this name and these parameters."),
            Map.entry(
                    "override.meth.doesnt.throw",
                    "The method that is replaced here declares no such exception; run() of a Thread"
                            + " or Runnable may throw no checked one. Catch it inside, and carry it to whoever waits."),
            Map.entry(
                    "override.meth",
                    "A method that replaces another must be at least as visible and return the same type."),
            Map.entry(
                    "except.never.thrown.in.try",
                    "Nothing in this try block can throw that exception, so it cannot be caught."),
            Map.entry(
                    "except.already.caught",
                    "An earlier catch has this exception already: put the more special one first."),
            Map.entry("operator.cant.be.applied", "This operator does not work on these types."),
            Map.entry("operator.cant.be.applied.1", "This operator does not work on these two types."),
            Map.entry("incomparable.types", "Values of these two types can never be equal."),
            Map.entry("int.number.too.large", "A number beyond 2147483647 needs an L at its end: 3000000000L."),
            Map.entry("array.req.but.found", "Square brackets read from an array; from a List read with get(i)."),
            Map.entry("report.access", "This member is private to another class."),
            Map.entry(
                    "not.def.public.cant.access",
                    "This class or member is not public, so it can be used in its own package only."),
            Map.entry(
                    "ref.ambiguous",
                    "Two imports or two methods fit equally well: say which one is meant, by a full name or by a type."),
            Map.entry("cant.deref", "A primitive value such as an int or a long has no methods and no fields."),
            Map.entry(
                    "cant.inherit.from.final",
                    "A final class cannot be extended; hold an object of it in a field instead."),
            Map.entry("ret.outside.meth", "This return stands outside of a method: check the braces above it."),
            Map.entry(
                    "break.outside.switch.loop",
                    "A break only works inside of a loop or a switch; a lambda ends with return."),
            Map.entry("cont.outside.loop", "A continue only works inside of a loop; a lambda ends with return."),
            Map.entry("variable.not.allowed", "A variable cannot be declared here: put braces around the statement."),
            Map.entry("illegal.initializer.for.type", "Braces give an array its values, and nothing else."),
            Map.entry(
                    "incompatible.thrown.types.in.mref",
                    "The method named here throws a checked exception that the interface does"
                            + " not permit. Write a lambda that catches it."),
            Map.entry(
                    "foreach.not.applicable.to.type",
                    "This loop walks over an array or a collection; count with" + " for (int i = 0; i < n; i++)."),
            Map.entry(
                    "underscore.as.identifier",
                    "An underscore is no name before Java 22; this course compiles for 17: give it a name."));

    private BeginnerErrors() {}

    /** Returns what the message usually means; what the sources themselves tell comes first. */
    static Optional<String> meaning(JavacAnswer.Message error) {
        return byClue(error).or(() -> meaning(error.code(), error.text()));
    }

    private static Optional<String> byClue(JavacAnswer.Message error) {
        Clue clue = error.clue();
        if (clue instanceof Clue.Meant meant) {
            String toImport =
                    meant.toImport().isEmpty() ? "" : " It needs import " + meant.toImport() + "; above the class.";
            return Optional.of(
                    "There is no " + unknown(error.text()) + " here. Did you mean " + meant.name() + "?" + toImport);
        } else if (clue instanceof Clue.NotImported missing) {
            return Optional.of("The class " + JavaSyntax.simpleName(missing.fullName())
                    + " is not imported: write import " + missing.fullName() + "; above the class.");
        } else if (clue instanceof Clue.Later later) {
            return Optional.of(LaterJava.came(later));
        } else if (clue instanceof Clue.Assignment) {
            return Optional.of("A single = gives the variable a value; a condition compares by ==.");
        }
        return Optional.empty();
    }

    private static Optional<String> meaning(String code, String message) {
        if (code.startsWith("cant.resolve")) {
            return Optional.of(cannotFind(message));
        }
        if (code.startsWith("expected")) {
            return Optional.of(expected(message));
        }
        if (code.startsWith("unreported.exception")) {
            return Optional.of(unreported(message));
        }
        Optional<String> later = LaterJava.ofUse(message);
        if (later.isPresent()) {
            return later;
        }
        return switch (code) {
            case "prob.found.req" -> Optional.of(incompatible(message));
            case "type.found.req" -> Optional.of(unexpectedType(message));
            case "doesnt.exist" ->
                Optional.of(
                        "There is no such package, or it is no part of Java 17: only the JDK and the kit's own classes are there."
                                + " Check the import letter by letter.");
            case "abstract.cant.be.instantiated" -> Optional.of(instantiated(message));
            default -> Optional.ofNullable(MEANINGS.get(code)).or(() -> byPrefix(code));
        };
    }

    /** Returns what was not found: its kind and its name. */
    private static String unknown(String message) {
        Matcher symbol = SYMBOL.matcher(message);
        Matcher ofPackage = PACKAGE.matcher(message);
        return symbol.find()
                ? symbol.group(1) + " " + symbol.group(2)
                : ofPackage.find() ? ofPackage.group() : "such name";
    }

    /** Some codes carry the kind of variable or clause at their end, and that has changed between releases. */
    private static Optional<String> byPrefix(String code) {
        return MEANINGS.entrySet().stream()
                .filter(entry -> code.startsWith(entry.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String cannotFind(String message) {
        Matcher symbol = SYMBOL.matcher(message);
        if (!symbol.find()) {
            return "The compiler knows nothing of this name: a typing error, perhaps, or a missing import.";
        }
        String name = symbol.group(2);
        return switch (symbol.group(1)) {
            case "class" ->
                "There is no class " + name + ": check its spelling, or import it, or add its file to this folder.";
            case "variable" ->
                "There is no variable " + name + " here: a typing error, perhaps, or it was declared inside of other"
                        + " braces, which it does not outlive.";
            case "method" ->
                "There is no method " + name + " with these arguments here: check its spelling, its arguments and"
                        + " the type of the object before the dot.";
            default -> "There is no constructor with these arguments: compare number, order and types.";
        };
    }

    private static String expected(String message) {
        Matcher matcher = EXPECTED.matcher(message);
        String what = matcher.find() ? matcher.group(1) : "";
        return switch (what) {
            case "';'" -> "A statement ends with a semicolon; one is missing at the end of this line, or just before.";
            case "')'", "')' or ','" -> "A ( has no ), or a comma is missing between arguments.";
            case "'('" -> "An opening ( is missing here.";
            case "']'" -> "A [ has no ].";
            case "'{'" -> "A block begins with {, which is missing here.";
            case "<identifier>" -> "A name is missing here. If this is a statement, it stands outside of a method.";
            default ->
                what.startsWith("class, interface")
                        ? "The class has ended already: there is one } too many above, or code below the class."
                        : "Something is missing here: " + what + ".";
        };
    }

    private static String unreported(String message) {
        Matcher matcher = UNREPORTED.matcher(message);
        String name = matcher.find() ? matcher.group(1) : "the exception";
        String simple = name.substring(name.lastIndexOf('.') + 1);
        if (simple.equals("InterruptedException")) {
            return "Waiting can be interrupted, and that must not get lost. In a method that declares throws"
                    + " InterruptedException just let it pass; inside of a lambda or run(), catch it and stop the work.";
        }
        return "This call may throw " + simple
                + ", a checked exception: catch it here, or declare it with throws if the"
                + " given signature has it. A lambda for a Runnable cannot pass it on.";
    }

    private static String incompatible(String message) {
        if (message.contains("possible lossy conversion from long to int")) {
            return "A long does not fit into an int. Keep the variable long: ranges and sums here go beyond 2^31, and a cast"
                    + " would cut them off.";
        }
        if (message.contains("possible lossy conversion")) {
            return "The value may not fit into this smaller type. Use the larger type for the variable.";
        }
        if (message.contains("bad return type in lambda") || message.contains("bad return type in method reference")) {
            return "The lambda gives another type than the interface asks for.";
        }
        if (message.contains("is not a functional interface")) {
            return "A lambda fits only where an interface with one method is expected, such as Runnable or Callable.";
        }
        if (message.contains("missing return value") || message.contains("unexpected return value")) {
            return "A void method or lambda returns nothing, any other returns a value: compare with what is declared.";
        }
        if (message.contains("Object cannot be converted")) {
            return "This is only known to be an Object: a type in < > is missing where the list or the future is declared.";
        }
        return "The value has another type than the place where it goes.";
    }

    private static String unexpectedType(String message) {
        if (message.contains("required: reference")) {
            return "An object is needed here, and this is a primitive value. A lock is an object (private final Object lock ="
                    + " new Object();), and in < > stand classes: Long, not long.";
        }
        return "Something that can be assigned is needed here, a variable for instance.";
    }

    private static String instantiated(String message) {
        Matcher type = ABSTRACT.matcher(message);
        String name = type.find() ? type.group(1) : "";
        return KnownTypes.howToCreate(name)
                .map(how -> name + " is an interface or an abstract class; an object of it comes from " + how + ".")
                .orElse("This is an interface or an abstract class; create an object of a class that implements it.");
    }
}
