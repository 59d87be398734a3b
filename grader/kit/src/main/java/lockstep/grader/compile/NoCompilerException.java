package lockstep.grader.compile;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** This Java is a JRE. The message is for who started it: which one it is, and what to do. */
public final class NoCompilerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private NoCompilerException() {
        super("this Java, " + System.getProperty("java.version") + " at " + System.getProperty("java.home")
                + ", is a JRE: it can run programs, and has no compiler (javac). Install a JDK, version 17 or newer, and have"
                + " JAVA_HOME or PATH name it; ./grade doctor tells which Java is used");
    }

    /**
     * Returns this Java's compiler.
     *
     * @throws NoCompilerException if it has none
     */
    public static JavaCompiler orCompiler() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new NoCompilerException();
        }
        return compiler;
    }

    /**
     * Finds out whether this Java has a compiler, without loading it.
     *
     * @throws NoCompilerException if it has none
     */
    public static void expectCompiler() {
        if (ModuleLayer.boot().findModule("jdk.compiler").isEmpty()) {
            throw new NoCompilerException();
        }
    }
}
