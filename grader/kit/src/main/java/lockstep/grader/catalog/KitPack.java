package lockstep.grader.catalog;

import java.util.List;
import lockstep.grader.catalog.lockedcounter.LockedCounterExercise;
import lockstep.grader.catalog.poolmap.PoolMapExercise;
import lockstep.grader.catalog.processqueuesum.ProcessQueueSumExercise;
import lockstep.grader.catalog.threadedsum.ThreadedSumExercise;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Pack;

/** The exercises that come with the kit, one line each. */
public final class KitPack implements Pack {

    @Override
    public List<Exercise> exercises() {
        return List.of(
                ThreadedSumExercise.declare(),
                ProcessQueueSumExercise.declare(),
                PoolMapExercise.declare(),
                LockedCounterExercise.declare());
    }
}
