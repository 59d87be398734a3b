package course.boundedbuffer.checks;

import course.boundedbuffer.BoundedBuffer;
import java.util.List;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Pack;

/** A pack of one exercise. */
public final class BufferPack implements Pack {
    @Override
    public List<Exercise> exercises() {
        return List.of(Exercise.of(
                "boundedbuffer", "A bounded buffer", BoundedBuffer.class, BufferRules.class, BufferContract.class));
    }
}
