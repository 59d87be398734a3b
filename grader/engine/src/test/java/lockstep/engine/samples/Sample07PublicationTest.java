package lockstep.engine.samples;

import lockstep.engine.Actors;
import lockstep.engine.SearchResult.Found;
import lockstep.engine.junit.Interleaved;
import lockstep.engine.junit.Outcome;
import lockstep.engine.junit.Outcome.Expect;
import lockstep.engine.junit.Outcomes;
import org.jspecify.annotations.Nullable;

/**
 * Claim: a reference that reaches another thread through a plain field does not bring along what was written to its object
 * before. A volatile field does: its write happens-before each read that sees it (JLS 17.4.5).
 *
 * <pre>
 *   A        write Parcel.weight = 5
 *   A        write shared
 *   B        read shared                nothing orders it after the write
 * </pre>
 */
class Sample07PublicationTest {

    /** What is handed over. */
    private static final class Parcel {
        private int weight;
    }

    private @Nullable Parcel shared;
    private volatile @Nullable Parcel sharedByVolatile;

    private static Parcel packed() {
        Parcel parcel = new Parcel();
        parcel.weight = 5;
        return parcel;
    }

    private static String weightOf(@Nullable Parcel parcel) {
        return parcel == null ? "none yet" : String.valueOf(parcel.weight);
    }

    @Interleaved(finds = Found.DATA_RACE)
    void a_plain_field_publishes_nothing(Actors actors) {
        String[] seen = new String[1];
        actors.together(() -> shared = packed(), () -> seen[0] = weightOf(shared));
    }

    @Interleaved
    @Outcome(id = "5", is = Expect.ACCEPTABLE, because = "it came with all that is in it")
    @Outcome(id = "none yet", is = Expect.ACCEPTABLE, because = "it has not come")
    void a_volatile_field_publishes_all(Actors actors, Outcomes outcomes) {
        String[] seen = new String[1];
        actors.together(() -> sharedByVolatile = packed(), () -> seen[0] = weightOf(sharedByVolatile));
        outcomes.saw(seen[0]);
    }
}
