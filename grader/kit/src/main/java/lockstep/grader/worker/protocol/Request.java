package lockstep.grader.worker.protocol;

import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.CheckSpec;

/**
 * What a worker is asked to do; the only thing it reads.
 *
 * @param job the name of the class that answers
 * @param perCheckMillis after which the worker calls a check stuck
 */
public record Request(String job, List<CheckSpec> checks, Map<String, String> options, long perCheckMillis) {

    public Request {
        checks = List.copyOf(checks);
        options = Map.copyOf(options);
    }
}
