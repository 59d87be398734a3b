package lockstep.grader.check.correctness;

import java.time.Duration;
import java.util.Map;
import lockstep.fixture.Gate;
import lockstep.fixture.Gate.Flaw;
import lockstep.grader.author.Op;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Subject;
import lockstep.grader.author.WouldBlock;
import lockstep.grader.exercise.Check;

/** The same plays with gates with one flaw each. */
final class GateContract {

    /** Whether somebody is inside. */
    static final class Model {
        private boolean taken;
    }

    private static final Op<Gate, Model> WAIT = pass(100_000);
    private static final Op<Gate, Model> TRY = pass(10);
    private static final Op<Gate, Model> NOTHING = Op.answer("nothing()", gate -> 0, model -> 0);

    private static Op<Gate, Model> pass(int seconds) {
        return Op.section(
                "pass(" + seconds + ")",
                (gate, inside) -> gate.pass(seconds * 1_000L, () -> inside.gets("", "")),
                model -> {
                    WouldBlock.unless(!model.taken, Duration.ofSeconds(seconds), false);
                    model.taken = true;
                },
                (model, inside) -> {
                    model.taken = false;
                    inside.gets("", "");
                    return true;
                });
    }

    private static Probe all(Flaw flaw) {
        Map<String, Op<Gate, Model>> calls = Map.of("pass", WAIT, "try", TRY);
        Subject<Gate, Model> gate = Subject.of("new Gate()", () -> new Gate(flaw), Model::new, NOTHING);
        return gate.plays(
                        calls,
                        "A pass, B pass, C try, A leaves, B throws, C leaves",
                        "A pass, B try, B interrupted, C pass, A leaves",
                        "A pass, B interrupted, B pass, A leaves",
                        "A pass, A interrupted, A leaves",
                        "A pass, B try, 6 s, 6 s")
                .and(gate.playsInOrder(calls, "A pass, B pass, A leaves & A pass"));
    }

    @Check(id = "none", title = "none", points = 1, why = "why", hint = "hint")
    static final Probe NONE = all(Flaw.NONE);

    @Check(id = "lets-all-in", title = "lets all in", points = 1, why = "why", hint = "hint")
    static final Probe LETS_ALL_IN = all(Flaw.LETS_ALL_IN);

    @Check(id = "overtakes", title = "overtakes", points = 1, why = "why", hint = "hint")
    static final Probe OVERTAKES = all(Flaw.OVERTAKES);

    @Check(id = "deaf", title = "deaf", points = 1, why = "why", hint = "hint")
    static final Probe DEAF = all(Flaw.DEAF);

    @Check(id = "clears-flag", title = "clears the flag", points = 1, why = "why", hint = "hint")
    static final Probe CLEARS_FLAG = all(Flaw.CLEARS_FLAG);

    @Check(id = "waits-anew", title = "waits anew", points = 1, why = "why", hint = "hint")
    static final Probe WAITS_ANEW = all(Flaw.WAITS_ANEW);

    @Check(id = "hurries", title = "hurries", points = 1, why = "why", hint = "hint")
    static final Probe HURRIES = all(Flaw.HURRIES);

    @Check(id = "late", title = "late", points = 1, why = "why", hint = "hint")
    static final Probe LATE = all(Flaw.LATE);

    @Check(id = "stays", title = "stays", points = 1, why = "why", hint = "hint")
    static final Probe STAYS = all(Flaw.STAYS);

    private GateContract() {}
}
