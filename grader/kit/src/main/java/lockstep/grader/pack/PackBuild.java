package lockstep.grader.pack;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import lockstep.grader.compile.NoCompilerException;
import lockstep.grader.exercise.Pack;
import lockstep.grader.exercise.UnfitPackException;
import lockstep.grader.worker.sandbox.Ladder;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;

/** Makes a pack's jar, which holds its classes and, at the places where the kit keeps its own, all that belongs to them. */
public final class PackBuild {

    private static final String SERVICE = "META-INF/services/" + Pack.class.getName();
    private static final String KIT = "lockstep/kit/";
    private static final String MAIN = KIT + "exercises/src/main/java/";
    private static final String TEST = KIT + "exercises/src/test/java/";
    private static final String REFERENCE = KIT + "reference/";

    private final PackFolder pack;

    private PackBuild(PackFolder pack) {
        this.pack = pack;
    }

    /**
     * Returns the jar of a pack: the file itself, or what comes of a folder, which is compiled if it has changed.
     *
     * @throws UnfitPackException if it is neither a jar with a pack nor the folder of one, or does not compile
     */
    public static Path jarOf(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            expectPack(place);
            return place.toAbsolutePath();
        }
        if (!PackFolder.isOne(place)) {
            throw new UnfitPackException(place + ": a pack's jar or its folder, which has checks/, expected, found "
                    + (Files.exists(place) ? "neither" : "nothing there"));
        }
        return new PackBuild(new PackFolder(place)).build().toAbsolutePath();
    }

    /**
     * Checks that no class is in two of these jars: a class path would take one of them and pass over the other.
     *
     * @throws UnfitPackException if one is
     */
    public static void expectApart(List<Path> jars) throws IOException {
        Map<String, Path> owners = new TreeMap<>();
        for (Path jar : jars) {
            for (String name : JarFiles.read(jar).keySet()) {
                Path other = name.endsWith(".class") ? owners.putIfAbsent(name, jar) : null;
                if (other != null) {
                    throw new UnfitPackException(other + " and " + jar + " both have the class "
                            + name.substring(0, name.length() - ".class".length())
                                    .replace('/', '.')
                            + "; packages that nobody else has expected");
                }
            }
        }
    }

    private static void expectPack(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.getEntry(SERVICE) == null) {
                throw new UnfitPackException(jar + ": a jar with " + SERVICE + " expected, found none in it");
            }
        } catch (IOException e) {
            throw new UnfitPackException(jar + ": a jar expected, found " + e.getMessage(), e);
        }
    }

    private Path build() throws IOException {
        Path jar = pack.jar();
        if (isCurrent(jar)) {
            return jar;
        }
        if (!Files.isRegularFile(pack.checks().resolve(SERVICE))) {
            throw new UnfitPackException(pack.checks().resolve(SERVICE)
                    + ": the name of the class that implements Pack expected, found no such file");
        }
        try (Scratch scratch = Scratch.open("lockstep-pack")) {
            Path classes = Files.createDirectory(scratch.folder().resolve("classes"));
            Path reference = Files.createDirectory(scratch.folder().resolve("reference"));
            compile(List.of(pack.exercise(), pack.checks()), null, classes);
            compile(List.of(pack.solution()), classes, reference);
            Map<String, byte[]> entries = new TreeMap<>();
            add(entries, "", classes);
            add(entries, "", pack.checks());
            entries.keySet().removeIf(name -> name.endsWith(".java"));
            add(entries, REFERENCE, reference);
            add(entries, MAIN, pack.exercise());
            add(entries, TEST, pack.tests());
            if (Files.isRegularFile(pack.mistakes())) {
                entries.put(KIT + "mistakes.txt", Files.readAllBytes(pack.mistakes()));
            }
            JarFiles.write(jar, entries);
        }
        return jar;
    }

    /** A file that was deleted has changed its folder. */
    private boolean isCurrent(Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(jar);
        Path target = pack.jar().getParent();
        List<Path> sources = new ArrayList<>(Ladder.ownClassPath());
        PackFolder.all(pack.folder()).stream()
                .filter(path -> !path.equals(pack.folder()) && (target == null || !path.startsWith(target)))
                .forEach(sources::add);
        for (Path source : sources) {
            if (Files.exists(source) && Files.getLastModifiedTime(source).compareTo(built) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static void add(Map<String, byte[]> entries, String prefix, Path folder) throws IOException {
        for (Path file : PackFolder.all(folder)) {
            if (Files.isRegularFile(file)) {
                entries.put(
                        prefix + folder.relativize(file).toString().replace(File.separatorChar, '/'),
                        Files.readAllBytes(file));
            }
        }
    }

    private static void compile(List<Path> folders, @Nullable Path classes, Path into) throws IOException {
        JavaCompiler compiler = NoCompilerException.orCompiler();
        List<Path> sources = folders.stream()
                .flatMap(folder -> PackFolder.all(folder).stream())
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
        if (sources.isEmpty()) {
            throw new UnfitPackException(folders.get(0) + ": Java sources expected, found none");
        }
        String classPath = Stream.concat(Stream.ofNullable(classes), Ladder.ownClassPath().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of(
                "--release",
                "17",
                "-g",
                "-proc:none",
                "-implicit:none",
                "-nowarn",
                "-cp",
                classPath,
                "-d",
                into.toString());
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(messages, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            boolean done = compiler.getTask(
                            null, files, messages, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!done) {
                throw new UnfitPackException(messages.getDiagnostics().stream()
                        .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                        .map(PackBuild::inWords)
                        .collect(Collectors.joining("\n", "the pack does not compile:\n", "")));
            }
        }
    }

    private static String inWords(Diagnostic<? extends JavaFileObject> message) {
        JavaFileObject source = message.getSource();
        return (source == null ? "" : source.getName() + ":" + message.getLineNumber() + ": ")
                + message.getMessage(Locale.ENGLISH);
    }
}
