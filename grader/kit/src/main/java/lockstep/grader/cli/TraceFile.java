package lockstep.grader.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import lockstep.grader.check.Progress;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.verdict.CheckResult;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the time of a run goes: one event for each check, a line each, in the format of Chrome's traces ("Trace Event Format",
 * Google), which Perfetto shows. Each submission has a row of its own. The list has no end mark, so that what a stopped run has
 * written is as good as the rest; the format permits that.
 */
final class TraceFile implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final BufferedWriter out;
    private final LongSupplier nanoClock;
    private final long began;
    private final AtomicInteger rows = new AtomicInteger();

    /** Begins the file anew. */
    TraceFile(Path file, LongSupplier nanoClock) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        this.out = Files.newBufferedWriter(file);
        this.nanoClock = nanoClock;
        this.began = nanoClock.getAsLong();
        out.write("[\n");
    }

    /** Returns what hears of the checks of one submission. */
    Progress of(String student) {
        int row = rows.incrementAndGet();
        write(event("thread_name", "M", row, Map.of("name", student)));
        return new Progress() {
            @Override
            public void exerciseStarted(Exercise exercise) {}

            @Override
            public void checkStarted(CheckSpec check) {}

            @Override
            public void checkFinished(CheckSpec check, CheckResult result) {
                long now = (nanoClock.getAsLong() - began) / 1_000;
                long took = result.elapsed().toNanos() / 1_000;
                Map<String, Object> event = event(
                        check.id().toString(),
                        "X",
                        row,
                        Map.of("verdict", result.verdict().outcome().name()));
                event.put("cat", check.id().kind().word());
                event.put("ts", Math.max(0, now - took));
                event.put("dur", took);
                write(event);
            }

            @Override
            public void exerciseFinished(Exercise exercise) {}
        };
    }

    private static Map<String, Object> event(String name, String phase, int row, Map<String, String> arguments) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("name", name);
        event.put("ph", phase);
        event.put("pid", 1);
        event.put("tid", row);
        event.put("args", arguments);
        return event;
    }

    private synchronized void write(Map<String, Object> event) {
        try {
            out.write(MAPPER.writeValueAsString(event) + ",\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
