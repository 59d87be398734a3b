package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lockstep.grader.report.OutputFile;

/**
 * Who is at work on what, for runs that share a folder, on one machine or on several: a file for each claim, with its owner.
 * An owner renews what it holds; a claim that has not been renewed for long is another's for the taking, as its owner is gone.
 *
 * <p>A claim saves work and nothing else: two who hold one for a moment do the same twice, and the results are the same.
 * Ages are taken from the file system's own clock, which is one for all machines.
 */
public final class Claims implements AutoCloseable {

    private final Path folder;
    private final String owner;
    private final Duration expiry;
    private final Set<Path> held = ConcurrentHashMap.newKeySet();
    private final Thread renewal;

    /**
     * Begins to renew what will be held.
     *
     * @param owner whoever has this name may take over at once what was claimed by it
     * @param expiry after which time without renewal a claim is nobody's
     */
    public Claims(Path folder, String owner, Duration expiry) {
        this.folder = folder;
        this.owner = owner;
        this.expiry = expiry;
        this.renewal = new Thread(this::renewForEver, "claims");
        renewal.setDaemon(true);
        renewal.start();
    }

    /** Claims what has this name; returns who has it already, or nothing if it is ours now. */
    public Optional<String> take(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(folder);
        try {
            Files.write(file, text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            Optional<String> other = holder(file);
            if (other.isPresent()) {
                return other;
            }
            OutputFile.write(file, text());
        }
        held.add(file);
        return Optional.empty();
    }

    private byte[] text() {
        return (owner + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Optional<String> holder(Path file) throws IOException {
        try {
            String other = Files.readString(file).strip();
            long age = now() - Files.getLastModifiedTime(file).toMillis();
            return other.equals(owner) || age > expiry.toMillis() ? Optional.empty() : Optional.of(other);
        } catch (NoSuchFileException e) {
            // Given back meanwhile.
            return Optional.empty();
        }
    }

    private long now() throws IOException {
        Path clock = Files.createTempFile(folder, "clock", "");
        try {
            return Files.getLastModifiedTime(clock).toMillis();
        } finally {
            Files.delete(clock);
        }
    }

    private void renewForEver() {
        try {
            while (true) {
                Thread.sleep(Math.max(1, expiry.toMillis() / 6));
                for (Path file : held) {
                    OutputFile.write(file, text());
                }
            }
        } catch (InterruptedException e) {
            // Closed.
            return;
        } catch (IOException e) {
            // Others may take what is not renewed; the work itself goes on.
            return;
        }
    }

    /** Gives all back. */
    @Override
    public void close() {
        renewal.interrupt();
        try {
            renewal.join();
            for (Path file : held) {
                Files.deleteIfExists(file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
