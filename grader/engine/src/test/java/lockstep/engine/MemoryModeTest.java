package lockstep.engine;

import lockstep.fixture.MemoryModes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What accesses order that are weaker than volatile ones. */
class MemoryModeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opaqueWritePublishes",
                "opaqueReadTakesOver",
                "opaqueLostUpdate",
                "opaqueLostUpdateOfElement",
                "atomicOpaquePublishes",
                "arrayOpaquePublishes",
                "lazySetAndOpaqueRead",
                "lazySetOfUpdaterLosesUpdate",
                "acquireDoesNotRelease",
                "releaseIsOverwritten",
                "plainReadOfVolatileWrite",
                "fieldReadOfOpaqueWrite",
                "volatileReadOfFieldWrite",
                "plainReadOfAtomic",
                "plainWriteOfAtomic",
                "plainWriteOfArray",
                "weakOnce",
                "weakOnceOfHandle",
                "weakOnceOfReference",
                "weakOnceOfArray",
                "weakOnceOfUpdater",
                "weakAndPlainPublishes",
                "noAcquireFence",
                "noReleaseFence",
                "plainFlagAfterAFence"
            })
    void what_is_not_ordered_is_caught(String game) {
        Games.assertCaught(Games.play(MemoryModes.class, game));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opaqueFlagAlone",
                "releaseAndAcquire",
                "lazySetAndRead",
                "lazySetOfArrayAndAcquire",
                "lazySetOfUpdater",
                "readModifyWritesHandOn",
                "plainWriteBeforeTheStart",
                "strongOnce",
                "weakInALoop",
                "weakAndReleasePublishes",
                "releaseAndAcquireFence",
                "fullFences",
                "storeAndLoadFence",
                "plainFlagBetweenFences"
            })
    void what_is_ordered_is_spared(String game) {
        Games.assertSpared(Games.play(MemoryModes.class, game));
    }
}
