package lockstep.grader.pack;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import lockstep.grader.compile.NoCompilerException;
import org.jspecify.annotations.Nullable;

/**
 * Makes mutants of a source by what is typically forgotten or mixed up in concurrent code (after Bradbury, Cordy and Dingel,
 * "Mutation operators for concurrent Java", 2006). Some do not compile, and some change nothing that anybody could see.
 */
final class MutantGenerator extends TreeScanner<@Nullable Void, @Nullable Void> {

    private static final Map<Tree.Kind, List<String>> OTHERS = Map.of(
            Tree.Kind.LESS_THAN, List.of("<=", ">"),
            Tree.Kind.LESS_THAN_EQUAL, List.of("<", ">="),
            Tree.Kind.GREATER_THAN, List.of(">=", "<"),
            Tree.Kind.GREATER_THAN_EQUAL, List.of(">", "<="),
            Tree.Kind.EQUAL_TO, List.of(">", "!="),
            Tree.Kind.NOT_EQUAL_TO, List.of("=="));

    private static final Map<String, String> FEWER = Map.of("notifyAll", "notify", "signalAll", "signal");

    private static final Map<String, String> TIMED =
            Map.of("wait", "1", "join", "1", "await", "1, java.util.concurrent.TimeUnit.MILLISECONDS");

    private final String source;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<GeneratedMutant> mutants = new ArrayList<>();

    /** Waiting may end for no reason (JLS 17.2.1): who looks again in a loop cannot tell it from a wait that was timed. */
    private int loops;

    private MutantGenerator(String source, CompilationUnitTree unit, SourcePositions positions) {
        this.source = source;
        this.unit = unit;
        this.positions = positions;
    }

    /** Returns the mutants of a source, in the order of their places. */
    static List<GeneratedMutant> of(String name, String source) throws IOException {
        JavaCompiler compiler = NoCompilerException.orCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavacTask task = (JavacTask) compiler.getTask(null, null, message -> {}, null, null, List.of(file));
        MutantGenerator generator = new MutantGenerator(
                source, task.parse().iterator().next(), Trees.instance(task).getSourcePositions());
        generator.scan(generator.unit, null);
        return List.copyOf(generator.mutants);
    }

    private int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    private int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }

    private void replace(String what, int from, int to, String text) {
        mutants.add(new GeneratedMutant(
                what, unit.getLineMap().getLineNumber(from), source.substring(0, from) + text + source.substring(to)));
    }

    /** Takes a word out, which stands between two places. */
    private void without(String word, int from, int to) {
        int at = source.indexOf(word, from);
        if (at >= 0 && at < to) {
            replace(word + " taken off", at, at + word.length(), "");
        }
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
        if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
            without("synchronized", start(method), end(method));
        }
        return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
        var flags = variable.getModifiers().getFlags();
        if (flags.contains(Modifier.VOLATILE)) {
            without("volatile", start(variable), end(variable));
        }
        if (flags.contains(Modifier.PRIVATE) && !flags.contains(Modifier.STATIC)) {
            int at = start(variable) + "private".length();
            if (source.startsWith("private", start(variable))) {
                replace("static for a field", at, at, " static");
            }
        }
        return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitSynchronized(SynchronizedTree block, @Nullable Void nothing) {
        replace("synchronized taken off", start(block), start(block.getBlock()), "");
        replace("a lock per call", start(block.getExpression()), end(block.getExpression()), "(new Object())");
        return super.visitSynchronized(block, null);
    }

    @Override
    public @Nullable Void visitExpressionStatement(ExpressionStatementTree statement, @Nullable Void nothing) {
        if (statement.getExpression() instanceof MethodInvocationTree call) {
            replace(source.substring(start(call), end(call)) + " left out", start(statement), end(statement), ";");
        }
        return super.visitExpressionStatement(statement, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
        String select = call.getMethodSelect().toString();
        String name = select.substring(select.lastIndexOf('.') + 1);
        int end = end(call.getMethodSelect());
        String fewer = FEWER.get(name);
        if (fewer != null) {
            replace(fewer + " for " + name, end - name.length(), end, fewer);
        }
        String time = TIMED.get(name);
        if (time != null && call.getArguments().isEmpty() && loops == 0) {
            replace("timed " + name, end, end(call), "(" + time + ")");
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree loop, @Nullable Void nothing) {
        replace("if for while", start(loop), start(loop) + "while".length(), "if");
        loops++;
        super.visitWhileLoop(loop, null);
        loops--;
        return null;
    }

    @Override
    public @Nullable Void visitTry(TryTree statement, @Nullable Void nothing) {
        if (statement.getFinallyBlock() != null) {
            replace("nothing in finally", start(statement.getFinallyBlock()), end(statement.getFinallyBlock()), "{}");
        }
        return super.visitTry(statement, null);
    }

    @Override
    public @Nullable Void visitCatch(CatchTree clause, @Nullable Void nothing) {
        Tree type = clause.getParameter().getType();
        if (type.toString().equals("Throwable")) {
            replace("Error not caught", start(type), end(type), "Exception");
        }
        return super.visitCatch(clause, null);
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree binary, @Nullable Void nothing) {
        int from = end(binary.getLeftOperand());
        int to = start(binary.getRightOperand());
        for (String other : OTHERS.getOrDefault(binary.getKind(), List.of())) {
            replace(other + " for " + source.substring(from, to).strip(), from, to, " " + other + " ");
        }
        if (binary.getKind() == Tree.Kind.EQUAL_TO) {
            replace("off by one", end(binary), end(binary), " - 1");
            replace("off by one", end(binary), end(binary), " + 1");
        }
        return super.visitBinary(binary, null);
    }
}
