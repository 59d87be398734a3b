package lockstep.grader.explain;

import java.util.List;
import lockstep.engine.control.Access;
import lockstep.engine.control.RacePair;
import lockstep.engine.control.Site;
import lockstep.engine.control.Sites;
import lockstep.engine.trace.Operation;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;

/** Puts data races into words. */
final class RaceWords {

    private final Sites sites;

    RaceWords(Sites sites) {
        this.sites = sites;
    }

    private String nameOf(RacePair race) {
        Operation operation = sites.at(race.second().site()).operation();
        if (operation.isCall()) {
            String type = operation.simpleOwner();
            return "the contents of a shared " + (type.isEmpty() ? "collection" : type);
        }
        return Words.of(race.variable());
    }

    Finding finding(RacePair race) {
        return new Finding(
                "Data race on " + nameOf(race) + ": " + describe(race.first()) + " and " + describe(race.second())
                        + ", and nothing orders the two.",
                null,
                location(race.second()),
                List.of(evidence(race)));
    }

    private String describe(Access access) {
        Site site = sites.at(access.site());
        String where = site.line() == null ? "" : " in line " + site.line().number();
        String what = site.operation().isCall()
                ? "calls " + Words.of(site.operation())
                : access.write() ? "writes it" : "reads it";
        return access.threadName() + " " + what + " in " + site.method() + "()" + where;
    }

    private SourceLocation location(Access access) {
        SourceLocation line = Places.line(sites.at(access.site()));
        return line != null ? line : new SourceLocation("unknown", 1);
    }

    Evidence.DataRace evidence(RacePair race) {
        return new Evidence.DataRace(nameOf(race), access(race.first()), access(race.second()), missingEdge(race));
    }

    private Evidence.Access access(Access access) {
        List<SourceLocation> stack = access.stack().isEmpty()
                ? List.of(location(access))
                : access.stack().stream().map(SubmissionFrames::location).toList();
        return new Evidence.Access(access.threadName(), access.write(), stack);
    }

    private static String missingEdge(RacePair race) {
        boolean firstLocked = !race.first().locks().isEmpty();
        boolean secondLocked = !race.second().locks().isEmpty();
        if (firstLocked != secondLocked) {
            Access unlocked = firstLocked ? race.second() : race.first();
            return "the lock that the other access holds: " + unlocked.threadName() + " does not take it";
        }
        return firstLocked
                ? "a lock that both hold: each holds one of its own"
                : "a lock that both hold, a volatile field, or a join before the second access";
    }
}
