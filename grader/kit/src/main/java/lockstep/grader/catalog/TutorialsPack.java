package lockstep.grader.catalog;

import java.util.List;
import lockstep.boundedbuffer.BoundedBuffer;
import lockstep.boundedresource.BoundedResource;
import lockstep.callbacks.CallbackPool;
import lockstep.grader.author.children.GradedChildJvm;
import lockstep.grader.catalog.boundedbuffer.BoundedBufferContract;
import lockstep.grader.catalog.boundedbuffer.BoundedBufferRules;
import lockstep.grader.catalog.boundedresource.BoundedResourceContract;
import lockstep.grader.catalog.boundedresource.BoundedResourceRules;
import lockstep.grader.catalog.callbacks.CallbacksContract;
import lockstep.grader.catalog.callbacks.CallbacksRules;
import lockstep.grader.catalog.identities.ChildrenContract;
import lockstep.grader.catalog.identities.IdentitiesRules;
import lockstep.grader.catalog.identities.MainTests;
import lockstep.grader.catalog.identities.ThreadsContract;
import lockstep.grader.catalog.processpool.ProcessPoolContract;
import lockstep.grader.catalog.processpool.ProcessPoolRules;
import lockstep.grader.catalog.processpool.ProcessPoolTests;
import lockstep.grader.catalog.transfer.TransferContract;
import lockstep.grader.catalog.transfer.TransferRules;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Given;
import lockstep.grader.exercise.Pack;
import lockstep.identities.Identities;
import lockstep.processpool.ProcessPool;
import lockstep.transfer.Accounts;

/** The other examples of the tutorials: for courses that ask for them. */
public final class TutorialsPack implements Pack {

    @Override
    public List<Exercise> exercises() {
        return List.of(
                Exercise.of(
                                "identities",
                                "Who ran each task",
                                Identities.class,
                                IdentitiesRules.class,
                                ThreadsContract.class,
                                ChildrenContract.class,
                                MainTests.class)
                        .giving(new Given("Identity", null), new Given("ChildJvm", GradedChildJvm.class))
                        .allowing("threads", "pools", "processes"),
                Exercise.of(
                                "callbacks",
                                "A pool that calls back",
                                CallbackPool.class,
                                CallbacksRules.class,
                                CallbacksContract.class)
                        .after("poolmap"),
                Exercise.of(
                                "processpool",
                                "A pool of child processes",
                                ProcessPool.class,
                                ProcessPoolRules.class,
                                ProcessPoolContract.class,
                                ProcessPoolTests.class)
                        .giving(new Given("Worker", null), new Given("ChildJvm", GradedChildJvm.class))
                        .allowing("threads", "pools", "processes")
                        .after("processqueuesum", "poolmap"),
                Exercise.of(
                                "boundedresource",
                                "A resource for so many users at a time",
                                BoundedResource.class,
                                BoundedResourceRules.class,
                                BoundedResourceContract.class)
                        .after("lockedcounter"),
                Exercise.of(
                                "boundedbuffer",
                                "A queue between threads",
                                BoundedBuffer.class,
                                BoundedBufferRules.class,
                                BoundedBufferContract.class)
                        .after("lockedcounter"),
                Exercise.of(
                                "transfer",
                                "Money between accounts",
                                Accounts.class,
                                TransferRules.class,
                                TransferContract.class)
                        .after("lockedcounter"));
    }
}
