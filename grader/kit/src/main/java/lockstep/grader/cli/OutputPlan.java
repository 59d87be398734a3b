package lockstep.grader.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lockstep.grader.report.render.RenderSettings;
import lockstep.grader.report.render.Renderer;
import lockstep.grader.report.render.Renderers;
import lockstep.grader.typo.Nearest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Which forms of feedback are written where; refused before anything is graded if one of them cannot be. */
final class OutputPlan {

    private final CommandLine command;
    private final Surroundings surroundings;
    private final RenderSettings settings;
    private final List<Output> outputs = new ArrayList<>();
    private final Set<Path> files = new HashSet<>();

    OutputPlan(CommandLine command, Surroundings surroundings, RenderSettings settings) {
        this.command = command;
        this.surroundings = surroundings;
        this.settings = settings;
    }

    /** Plans a file: where the option says, or else in the kit's target folder. */
    OutputPlan file(String option, String format, @Nullable Path file) {
        Path target = file != null
                ? file
                : surroundings.home().resolve("target/lockstep").resolve("feedback." + format);
        add(option, format, target);
        return this;
    }

    /** Plans what {@code --format} asks for: {@code NAME} to standard output, {@code NAME=FILE} to a file. */
    OutputPlan formats(List<String> formats) {
        for (String format : formats.isEmpty() ? List.of("text") : formats) {
            int equals = format.indexOf('=');
            add(
                    "--format",
                    equals < 0 ? format : format.substring(0, equals),
                    equals < 0 ? null : Path.of(format.substring(equals + 1)));
        }
        return this;
    }

    private void add(String option, String format, @Nullable Path file) {
        Renderer renderer = Renderers.of(format, settings)
                .orElseThrow(() -> refuse(option + ": no format is called \"" + format + "\""
                        + Nearest.suggestion(format, Renderers.formats()) + "; there are "
                        + String.join(", ", Renderers.formats())));
        Output output =
                new Output(format, renderer, file, surroundings.streams().out());
        output.obstacle().ifPresent(obstacle -> {
            throw refuse(option + ": " + obstacle);
        });
        if (file != null && !files.add(file.toAbsolutePath().normalize())) {
            throw refuse(option + ": something else is written to " + file + " already");
        }
        outputs.add(output);
    }

    private ParameterException refuse(String message) {
        return new ParameterException(command, message);
    }

    List<Output> outputs() {
        return List.copyOf(outputs);
    }
}
