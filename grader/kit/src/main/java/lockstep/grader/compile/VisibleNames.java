package lockstep.grader.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.Scope;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import lockstep.grader.typo.Nearest;
import org.jspecify.annotations.Nullable;

/** The names that may be written at one place of a source. */
final class VisibleNames {

    private static final List<String> WORDS = List.of(
            "true", "false", "null", "this", "super", "int", "long", "double", "float", "boolean", "char", "byte");

    /** What other languages call it. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "None", "null",
            "nil", "null",
            "nullptr", "null",
            "bool", "boolean",
            "self", "this",
            "not", "!",
            "print", "System.out.print()",
            "println", "System.out.println()",
            "printf", "System.out.printf()");

    private static final Set<String> SIZES = Set.of("length", "size", "len", "count");

    private final Elements elements;
    private final Trees trees;
    private final TreePath path;

    VisibleNames(JavacTask task, TreePath path) {
        this.elements = task.getElements();
        this.trees = Trees.instance(task);
        this.path = path;
    }

    /**
     * Names to choose from.
     *
     * @param written how each is written, by name
     * @param imports the full names of those that have to be imported, by name
     */
    record Choice(Map<String, String> written, Map<String, String> imports) {

        private static Choice of(Map<String, String> written) {
            return new Choice(written, Map.of());
        }

        /** Returns the name that was meant by one that is none of these, if one is close. */
        Optional<Clue.Meant> meant(String name) {
            return Optional.ofNullable(ELSEWHERE.get(name))
                    .map(word -> new Clue.Meant(word, ""))
                    .or(() -> Nearest.to(name, written.keySet()).map(this::clue))
                    .or(() -> Nearest.to(name, imports.keySet())
                            .map(near -> new Clue.Meant(near, imports.getOrDefault(near, ""))));
        }

        /** Returns the same for a member, which may also be of another kind, or what is called otherwise elsewhere. */
        Optional<Clue.Meant> meant(String name, boolean called) {
            Optional<Clue.Meant> near =
                    meant(name).or(() -> Nearest.guess(name, written.keySet()).map(this::clue));
            Optional<Clue.Meant> size = written.keySet().stream()
                    .filter(each -> SIZES.contains(name) && SIZES.contains(each))
                    .findFirst()
                    .map(this::clue);
            return (near.isPresent() ? near : size).filter(it -> !it.name().equals(called ? name + "()" : name));
        }

        private Clue.Meant clue(String name) {
            return new Clue.Meant(written.getOrDefault(name, name), "");
        }
    }

    /** Returns the full name of the class that has this simple name and is not imported. */
    Optional<String> imported(String simpleName) {
        return KnownTypes.packages()
                .map(each -> each + "." + simpleName)
                .filter(name -> elements.getTypeElement(name) != null)
                .findFirst();
    }

    /** Returns the JDK's packages. */
    Choice packages() {
        Map<String, String> names = new TreeMap<>();
        elements.getModuleElement("java.base").getEnclosedElements().stream()
                .map(Object::toString)
                .filter(name -> name.startsWith("java."))
                .forEach(name -> names.put(name, name));
        return Choice.of(names);
    }

    /** Returns a package's types. */
    Choice typesIn(PackageElement of) {
        Map<String, String> names = new TreeMap<>();
        addAll(names, of.getEnclosedElements());
        return Choice.of(names);
    }

    /** Returns the members of a value's or a class's type. */
    Choice membersOf(@Nullable TypeMirror type) {
        Map<String, String> names = new TreeMap<>();
        if (type instanceof DeclaredType declared && type.getKind() == TypeKind.DECLARED) {
            Scope scope = trees.getScope(path);
            addAll(
                    names,
                    elements.getAllMembers((TypeElement) declared.asElement()).stream()
                            .filter(member -> trees.isAccessible(scope, member, declared))
                            .toList());
        } else if (type != null && type.getKind() == TypeKind.ARRAY) {
            names.put("length", "length");
        }
        return Choice.of(names);
    }

    /** Returns the classes around the place, the innermost first. */
    List<TypeElement> enclosing() {
        List<TypeElement> enclosing = new ArrayList<>();
        for (TreePath each = path; each != null; each = each.getParentPath()) {
            if (each.getLeaf() instanceof ClassTree && trees.getElement(each) instanceof TypeElement type) {
                enclosing.add(type);
            }
        }
        return enclosing;
    }

    /** Returns the methods that may be called without an object before them. */
    Choice methods() {
        Map<String, String> names = new TreeMap<>();
        for (TypeElement type : enclosing()) {
            addAll(
                    names,
                    elements.getAllMembers(type).stream()
                            .filter(member -> member.getKind() == ElementKind.METHOD)
                            .toList());
        }
        return Choice.of(names);
    }

    /** Returns variables and types, and the words of the language that stand in their place. */
    Choice values() {
        Map<String, String> names = new TreeMap<>();
        WORDS.forEach(word -> names.put(word, word));
        addAll(names, elements.getPackageElement("java.lang").getEnclosedElements());
        PackageElement own = elements.getPackageElement(
                String.valueOf(path.getCompilationUnit().getPackageName()));
        if (own != null) {
            addAll(names, own.getEnclosedElements());
        }
        for (ImportTree each : path.getCompilationUnit().getImports()) {
            String name = each.getQualifiedIdentifier().toString();
            String last = name.substring(name.lastIndexOf('.') + 1);
            PackageElement all = elements.getPackageElement(name.substring(0, name.lastIndexOf('.')));
            if (!last.equals("*")) {
                names.put(last, last);
            } else if (all != null) {
                addAll(names, all.getEnclosedElements());
            }
        }
        for (TypeElement type : enclosing()) {
            addAll(
                    names,
                    elements.getAllMembers(type).stream()
                            .filter(member -> member.getKind() != ElementKind.METHOD)
                            .toList());
        }
        for (Scope scope = trees.getScope(path); scope != null; scope = scope.getEnclosingScope()) {
            for (Element local : scope.getLocalElements()) {
                addAll(names, local.getKind() == ElementKind.METHOD ? List.of() : List.of(local));
            }
        }
        return new Choice(names, KnownTypes.bySimpleName());
    }

    private static void addAll(Map<String, String> names, List<? extends Element> of) {
        for (Element each : of) {
            String name = each.getSimpleName().toString();
            boolean isMethod = each.getKind() == ElementKind.METHOD;
            boolean isType = each.getKind().isClass() || each.getKind().isInterface();
            Element around = each.getEnclosingElement();
            boolean hidden = isType
                    && around != null
                    && around.getKind() == ElementKind.PACKAGE
                    && each.toString().startsWith("java.")
                    && !each.getModifiers().contains(Modifier.PUBLIC);
            if (!hidden && !name.isEmpty() && !name.equals("<init>")) {
                names.put(name, isMethod ? name + "()" : name);
            }
        }
    }
}
