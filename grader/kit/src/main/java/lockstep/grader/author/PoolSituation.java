package lockstep.grader.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import lockstep.grader.probe.PoolFault;

/**
 * What is done with a pool. Of each situation several checks ask, each for its own faults.
 *
 * @param what in words, behind how the pool is made
 * @param takesTime whether time passes, which only virtual time can afford
 * @param orders how many orders are worth a try at most
 */
record PoolSituation(int threads, String what, Play play, boolean takesTime, int orders) {

    @FunctionalInterface
    interface Play {
        void on(PoolTrial trial) throws Exception;
    }

    static PoolSituation situation(int threads, String what, Play play) {
        return new PoolSituation(threads, what, play, false, 1);
    }

    PoolSituation takingTime() {
        return new PoolSituation(threads, what, play, true, orders);
    }

    PoolSituation inOrders(int most) {
        return new PoolSituation(threads, what, play, takesTime, most);
    }

    /** Returns the case that fails by these faults. */
    private Case asking(TaskPool contract, Set<PoolFault> faults) {
        String text = contract.text(threads) + ", " + what;
        Case.Play played = stage -> {
            PoolTrial trial = new PoolTrial(contract, stage, threads, text, faults);
            try {
                play.on(trial);
            } finally {
                trial.leave();
            }
        };
        Case plain = takesTime ? Case.inVirtualTime(text, played) : Case.of(text, played);
        return plain.inOrders(orders).advising(contract.advice(PoolFault.NEVER_CLOSED));
    }

    /**
     * Several of them.
     *
     * @param seeded those that are added for what is in a submission's own code
     */
    record Group(List<PoolSituation> all, Function<Seeds, Stream<PoolSituation>> seeded) {

        static Group of(List<PoolSituation> all) {
            return new Group(all, seeds -> Stream.empty());
        }

        static Group together(Group... groups) {
            List<PoolSituation> all = new ArrayList<>();
            Stream.of(groups).forEach(group -> all.addAll(group.all));
            return new Group(all, seeds -> Stream.of(groups).flatMap(group -> group.seeded.apply(seeds)));
        }

        /** Returns the check that fails by these faults. */
        Probe asking(TaskPool contract, Set<PoolFault> faults) {
            return new Probe(
                    all.stream().map(each -> each.asking(contract, faults)).toList(),
                    seeds -> seeded.apply(seeds)
                            .map(each -> each.asking(contract, faults))
                            .toList());
        }
    }
}
