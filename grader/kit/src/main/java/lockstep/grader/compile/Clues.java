package lockstep.grader.compile;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Looks for clues in the syntax trees of sources that do not compile, with the types that the compiler found in them. */
final class Clues {

    private final JavacTask task;
    private final Trees trees;
    private final List<CompilationUnitTree> units;

    private Clues(JavacTask task, List<CompilationUnitTree> units) {
        this.task = task;
        this.trees = Trees.instance(task);
        this.units = units;
    }

    /** Compiles once more, up to the types; the task must not have been called. */
    static Clues in(JavacTask task) throws java.io.IOException {
        List<CompilationUnitTree> units = new ArrayList<>();
        task.parse().forEach(units::add);
        task.analyze();
        return new Clues(task, units);
    }

    /** Returns whether there may be a clue to an error with this code. */
    static boolean mayHelp(String code) {
        return isUnknownName(code) || isWrongCall(code) || isWrongType(code);
    }

    private static boolean isUnknownName(String code) {
        return code.startsWith("cant.resolve") || code.equals("doesnt.exist");
    }

    private static boolean isWrongCall(String code) {
        return code.startsWith("cant.apply");
    }

    private static boolean isWrongType(String code) {
        return code.equals("prob.found.req") || code.startsWith("operator.cant.be.applied");
    }

    /** Returns what there is for an error. */
    Clue of(String code, Diagnostic<? extends JavaFileObject> error) {
        Optional<TreePath> found = pathTo(error);
        if (found.isEmpty()) {
            return new Clue.None();
        }
        TreePath path = found.get();
        Optional<? extends Clue> clue = isWrongType(code)
                ? assignment(path)
                : isWrongCall(code) ? overload(path) : unknown(path, code.equals("doesnt.exist"));
        return clue.isPresent() ? clue.get() : new Clue.None();
    }

    private Optional<TreePath> pathTo(Diagnostic<? extends JavaFileObject> error) {
        SourcePositions positions = trees.getSourcePositions();
        for (CompilationUnitTree unit : units) {
            if (!unit.getSourceFile().toUri().equals(error.getSource().toUri())) {
                continue;
            }
            List<TreePath> found = new ArrayList<>();
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void scan(@Nullable Tree tree, @Nullable Void none) {
                    if (tree != null
                            && positions.getStartPosition(unit, tree) == error.getStartPosition()
                            && positions.getEndPosition(unit, tree) == error.getEndPosition()) {
                        found.add(new TreePath(getCurrentPath(), tree));
                    }
                    return super.scan(tree, null);
                }
            }.scan(new TreePath(unit), null);
            return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
        }
        return Optional.empty();
    }

    /** Walks up from what has the wrong type to the condition in which it stands, if there is one. */
    private static Optional<Clue.Assignment> assignment(TreePath path) {
        boolean assigns = false;
        for (TreePath each = path; each.getParentPath() != null; each = each.getParentPath()) {
            Tree tree = each.getLeaf();
            Tree parent = each.getParentPath().getLeaf();
            if (tree instanceof LambdaExpressionTree || tree instanceof StatementTree) {
                return Optional.empty();
            }
            assigns |= tree instanceof AssignmentTree;
            boolean isCondition = parent instanceof ConditionalExpressionTree choice && choice.getCondition() == tree
                    || switch (parent.getKind()) {
                        case IF, WHILE_LOOP, DO_WHILE_LOOP, FOR_LOOP -> true;
                        default -> false;
                    };
            if (isCondition) {
                return assigns ? Optional.of(new Clue.Assignment()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A method that is there may have more parameters in a later release. */
    private Optional<Clue.Later> overload(TreePath path) {
        Tree parent = path.getParentPath().getLeaf();
        if (path.getLeaf() instanceof MemberSelectTree select && parent instanceof MethodInvocationTree call) {
            int arguments = call.getArguments().size();
            String name = select.getIdentifier().toString();
            return later(typeOf(path, select), name, Optional.of(arguments))
                    .map(later -> new Clue.Later(name + " with these arguments", later.release()));
        }
        return path.getLeaf() instanceof NewClassTree made
                ? later(
                        trees.getTypeMirror(new TreePath(path, made.getIdentifier())),
                        "<init>",
                        Optional.of(made.getArguments().size()))
                : Optional.empty();
    }

    private Optional<? extends Clue> unknown(TreePath path, boolean isPackage) {
        Tree parent = path.getParentPath().getLeaf();
        boolean called = parent instanceof MethodInvocationTree call && call.getMethodSelect() == path.getLeaf();
        VisibleNames names = new VisibleNames(task, path);
        if (path.getLeaf() instanceof IdentifierTree identifier) {
            String name = identifier.getName().toString();
            return called ? ownMethod(names, name) : nameAlone(names, name);
        }
        if (!(path.getLeaf() instanceof MemberSelectTree select)) {
            return Optional.empty();
        }
        String name = select.getIdentifier().toString();
        if (isPackage) {
            return select.getExpression() instanceof IdentifierTree identifier
                    ? nameAlone(names, identifier.getName().toString())
                    : names.packages().meant(select.getExpression().toString());
        }
        TreePath owner = new TreePath(path, select.getExpression());
        if (trees.getElement(owner) instanceof PackageElement of) {
            Optional<Clue.Later> later = LaterApi.type(of.getQualifiedName() + "." + name)
                    .map(added -> new Clue.Later(name, added.release()));
            return later.isPresent() ? later : names.typesIn(of).meant(name);
        }
        TypeMirror type = typeOf(path, select);
        Optional<Clue.Later> later = later(type, name, Optional.empty());
        return later.isPresent() ? later : names.membersOf(type).meant(name, called);
    }

    private Optional<? extends Clue> ownMethod(VisibleNames names, String name) {
        for (TypeElement enclosing : names.enclosing()) {
            Optional<Clue.Later> later = later(enclosing.asType(), name, Optional.empty());
            if (later.isPresent()) {
                return later;
            }
        }
        return names.methods().meant(name, true);
    }

    private static Optional<? extends Clue> nameAlone(VisibleNames names, String name) {
        Optional<Clue.NotImported> missing = names.imported(name).map(Clue.NotImported::new);
        if (missing.isPresent()) {
            return missing;
        }
        Optional<Clue.Later> later = LaterApi.type(name).map(added -> new Clue.Later(name, added.release()));
        return later.isPresent() ? later : names.values().meant(name);
    }

    private @Nullable TypeMirror typeOf(TreePath path, MemberSelectTree select) {
        TypeMirror type = trees.getTypeMirror(new TreePath(path, select.getExpression()));
        return type instanceof TypeVariable variable ? variable.getUpperBound() : type;
    }

    private Optional<Clue.Later> later(@Nullable TypeMirror owner, String name, Optional<Integer> parameters) {
        if (owner == null || owner.getKind() != TypeKind.DECLARED) {
            return Optional.empty();
        }
        OptionalInt release = LaterApi.members(name, parameters)
                .filter(added -> isA(owner, added.type()))
                .mapToInt(LaterApi.Addition::release)
                .min();
        return release.isPresent() ? Optional.of(new Clue.Later(name, release.getAsInt())) : Optional.empty();
    }

    private boolean isA(TypeMirror type, String name) {
        TypeElement of = task.getElements().getTypeElement(name);
        return of != null
                && task.getTypes()
                        .isSubtype(
                                task.getTypes().erasure(type), task.getTypes().erasure(of.asType()));
    }
}
