package lockstep.grader.classroom;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Grades a part of a class beside others who grade theirs. What somebody else is at work on is left to them, and taken over
 * when they are gone: the run ends when all of the part is graded, by whomever.
 */
public final class ShardRun {

    private final ClassRun run;
    private final Claims claims;
    private final Function<Found.Handed, Optional<String>> name;
    private final Consumer<String> notes;
    private final Duration pause;

    /**
     * @param name by which a submission is claimed; one without a name is nobody's
     * @param notes hears who is waited for
     * @param pause before it is looked again whether somebody else is done
     */
    public ShardRun(
            ClassRun run,
            Claims claims,
            Function<Found.Handed, Optional<String>> name,
            Consumer<String> notes,
            Duration pause) {
        this.run = run;
        this.claims = claims;
        this.name = name;
        this.notes = notes;
        this.pause = pause;
    }

    /** Grades each of them. */
    public List<ClassRun.Entry> grade(List<Found> part) throws InterruptedException, IOException {
        List<ClassRun.Entry> entries = new ArrayList<>();
        List<Found> open = part;
        String told = "";
        while (true) {
            List<Found> ours = new ArrayList<>();
            List<Found> others = new ArrayList<>();
            String holder = "";
            for (Found each : open) {
                Optional<String> other = holder(each);
                holder = other.orElse(holder);
                (other.isPresent() ? others : ours).add(each);
            }
            if (!ours.isEmpty()) {
                entries.addAll(run.grade(ours));
            }
            if (others.isEmpty()) {
                return entries;
            }
            if (!holder.equals(told)) {
                notes.accept(others.size() + " of this part " + (others.size() == 1 ? "is" : "are")
                        + " being graded by " + holder + "; waiting for its end");
                told = holder;
            }
            Thread.sleep(pause.toMillis());
            open = others;
        }
    }

    private Optional<String> holder(Found found) throws IOException {
        Optional<String> named = found instanceof Found.Handed handed ? name.apply(handed) : Optional.empty();
        return named.isEmpty() ? Optional.empty() : claims.take(named.get());
    }
}
