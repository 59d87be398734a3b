package lockstep.grader.catalog;

import java.util.List;
import lockstep.grader.author.children.GradedChildJvm;
import lockstep.grader.catalog.lockedcounter.LockedCounterContract;
import lockstep.grader.catalog.lockedcounter.LockedCounterRules;
import lockstep.grader.catalog.lockedcounter.LockedCounterWorkload;
import lockstep.grader.catalog.poolmap.PoolMapContract;
import lockstep.grader.catalog.poolmap.PoolMapRules;
import lockstep.grader.catalog.poolmap.PoolMapWorkload;
import lockstep.grader.catalog.processqueuesum.ProcessQueueSumContract;
import lockstep.grader.catalog.processqueuesum.ProcessQueueSumRules;
import lockstep.grader.catalog.processqueuesum.ProcessQueueSumScenarios;
import lockstep.grader.catalog.processqueuesum.ProcessQueueSumTests;
import lockstep.grader.catalog.processqueuesum.ProcessQueueSumWorkload;
import lockstep.grader.catalog.threadedsum.ThreadedSumContract;
import lockstep.grader.catalog.threadedsum.ThreadedSumRules;
import lockstep.grader.catalog.threadedsum.ThreadedSumWorkload;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Given;
import lockstep.grader.exercise.Pack;
import lockstep.lockedcounter.LockedCounter;
import lockstep.poolmap.PoolMap;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.threadedsum.ThreadedSum;

/** The exercises that come with the kit. */
public final class KitPack implements Pack {

    @Override
    public List<Exercise> exercises() {
        return List.of(
                Exercise.of(
                                "threadedsum",
                                "The sum of a range, by threads",
                                ThreadedSum.class,
                                ThreadedSumRules.class,
                                ThreadedSumContract.class,
                                ThreadedSumWorkload.class)
                        .after("identities"),
                Exercise.of(
                                "processqueuesum",
                                "The same sum, by child processes and a queue",
                                ProcessQueueSum.class,
                                ProcessQueueSumRules.class,
                                ProcessQueueSumTests.class,
                                ProcessQueueSumContract.class,
                                ProcessQueueSumScenarios.class,
                                ProcessQueueSumWorkload.class)
                        .giving(new Given("Term", null), new Given("ChildJvm", GradedChildJvm.class))
                        .allowing("threads", "pools", "processes")
                        .after("threadedsum"),
                Exercise.of(
                                "poolmap",
                                "A map over a list, by a pool of workers",
                                PoolMap.class,
                                PoolMapRules.class,
                                PoolMapContract.class,
                                PoolMapWorkload.class)
                        .after("threadedsum"),
                Exercise.of(
                                "lockedcounter",
                                "A counter guarded by a lock",
                                LockedCounter.class,
                                LockedCounterRules.class,
                                LockedCounterContract.class,
                                LockedCounterWorkload.class)
                        .after("threadedsum"));
    }
}
