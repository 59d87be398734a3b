package lockstep.grader.worker.sandbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The programs that a sandbox is made of, and where they are looked for.
 *
 * @param folders in order
 * @param root whether the grader has root's rights
 */
record Tools(List<Path> folders, boolean root) {

    Tools {
        folders = List.copyOf(folders);
    }

    /**
     * Returns those of this machine.
     *
     * @param path the environment's PATH
     */
    static Tools ofThisMachine(String path) {
        Set<Path> folders = Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin")
                .map(Path::of)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String folder : path.split(File.pathSeparator)) {
            // A relative folder would mean another one in each working directory.
            if (folder.startsWith("/")) {
                folders.add(Path.of(folder));
            }
        }
        return new Tools(List.copyOf(folders), "root".equals(System.getProperty("user.name")));
    }

    Optional<Path> find(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns the program's path; throws {@link MissingToolException} where there is none. */
    String need(String name) throws MissingToolException {
        return find(name).orElseThrow(() -> new MissingToolException(name)).toString();
    }

    /** A program that a rung needs is not installed. */
    static final class MissingToolException extends Exception {
        private static final long serialVersionUID = 1L;

        MissingToolException(String name) {
            super(name + " is not installed");
        }
    }
}
