package lockstep.grader.check.race.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lockstep.grader.check.race.explain.Telling.Told;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Evidence.Effect;
import lockstep.grader.verdict.Evidence.Touch;

/** Finds the edges of happens-before between threads (JLS 17.4.4): a lock given back and taken, a volatile written and read. */
final class HandOver {

    private HandOver() {}

    /** Returns the steps, those of them that another thread's step leads to with its number. */
    static List<Told> between(List<Told> steps) {
        Map<String, Integer> given = new HashMap<>();
        List<Told> linked = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Told told = steps.get(i);
            Effect effect = told.step().effect();
            Integer from = effect == null ? null : given.get(effect.on());
            boolean takes = effect != null && takes(told, effect);
            if (effect != null && takes && from != null && steps.get(from).thread() != told.thread()) {
                linked.add(told.with(after(told.step(), effect, from)));
            } else {
                linked.add(told);
            }
            if (effect != null && gives(told, effect)) {
                given.put(effect.on(), i);
            }
        }
        return linked;
    }

    private static boolean takes(Told told, Effect effect) {
        return effect.touch() == Touch.ACQUIRE || (effect.touch() == Touch.READ && told.ordering());
    }

    private static boolean gives(Told told, Effect effect) {
        return effect.touch() == Touch.RELEASE || (effect.touch() == Touch.WRITE && told.ordering());
    }

    private static Evidence.Step after(Evidence.Step step, Effect effect, int from) {
        return new Evidence.Step(
                step.thread(),
                step.location(),
                step.action(),
                step.value(),
                new Effect(effect.touch(), effect.on(), effect.racing(), from));
    }
}
