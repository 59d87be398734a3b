package lockstep.grader.catalog;

import java.util.List;
import lockstep.grader.catalog.boundedbuffer.BoundedBufferExercise;
import lockstep.grader.catalog.boundedresource.BoundedResourceExercise;
import lockstep.grader.catalog.callbacks.CallbacksExercise;
import lockstep.grader.catalog.identities.IdentitiesExercise;
import lockstep.grader.catalog.processpool.ProcessPoolExercise;
import lockstep.grader.catalog.transfer.TransferExercise;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Pack;

/** The other examples of the tutorials, one line each: for courses that ask for them. */
public final class TutorialsPack implements Pack {

    @Override
    public List<Exercise> exercises() {
        return List.of(
                IdentitiesExercise.declare(),
                CallbacksExercise.declare(),
                ProcessPoolExercise.declare(),
                BoundedResourceExercise.declare(),
                BoundedBufferExercise.declare(),
                TransferExercise.declare());
    }
}
