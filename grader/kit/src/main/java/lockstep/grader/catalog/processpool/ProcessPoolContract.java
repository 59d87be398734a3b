package lockstep.grader.catalog.processpool;

import lockstep.grader.author.Probe;
import lockstep.grader.author.children.ChildPool;
import lockstep.grader.author.children.ChildPoolChecks;
import lockstep.grader.author.children.ChildPoolMeeting;
import lockstep.grader.author.children.ChildPoolMeeting.Kind;
import lockstep.grader.author.children.ChildPoolSign;
import lockstep.grader.check.race.Race;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.verdict.Advice;
import lockstep.processpool.ProcessPool;
import org.jspecify.annotations.Nullable;

/** What {@link ProcessPool} promises, whatever its children do. */
public final class ProcessPoolContract implements ChildPool {

    /** Where no mistake of the catalogue says as much. The name alone means the pool's call. */
    private static final java.util.Map<ChildPoolSign, Advice> ADVICE = java.util.Map.of(
            ChildPoolSign.CALL_WAITS,
            new Advice(
                    "A call that waits for a child has to hear of each one that has nothing to do, whoever had it before.",
                    "Who is told when a child is free, and what if that one waits for something else? Does anything keep a"
                            + " second call out while the first one is under way?",
                    null),
            ChildPoolSign.PLACE_LOST,
            new Advice(
                    "The place of a child that could not be started is free: whoever needs one has to be able to try again.",
                    "What has your code noted before it starts a child, and who takes that back if ChildJvm.start throws?",
                    null),
            ChildPoolSign.CLOSED_BESIDE,
            new Advice(
                    "Each call of close promises that all is done when it returns, whoever else closes the pool as well.",
                    "What does your close do where another thread is closing the pool already? What does it wait for, and what"
                            + " can end that?",
                    null),
            ChildPoolSign.CLOSED_LATE,
            new Advice(
                    "All children have this time together, and it begins when their inputs are closed; a child that is"
                            + " destroyed by force ends at once.",
                    "Which of your waits come one after the other, and how much of the time is left for the second one?",
                    null),
            ChildPoolSign.NOT_AWAITED,
            new Advice(
                    "destroy() and destroyForcibly() only ask a process to end; it takes a moment until it has.",
                    "What tells you that a process has really ended?",
                    "Q12"),
            ChildPoolSign.WRONG_STATUS,
            new Advice(
                    "Only the end of its input ends a child in order. Each line is a request, also an empty one, and one that"
                            + " Worker.answer refuses ends the child by a failure.",
                    "Which lines does your main not hand to Worker.answer? What does it do with what that throws?",
                    null));

    private static final ChildPoolChecks POOL = new ChildPoolChecks(new ProcessPoolContract());
    private static final String ANSWERS = "correctness.answers";
    private static final String AT_ONCE = "correctness.at-once";

    @Override
    public Instance instance(int children) throws Exception {
        ProcessPool pool = new ProcessPool(children);
        return new Instance(pool::map, pool::close);
    }

    @Override
    public String text(int children) {
        return "new ProcessPool(" + children + ")";
    }

    @Override
    public String done() {
        return ProcessPool.DONE;
    }

    @Override
    public long graceMillis() {
        return ProcessPool.GRACE_MILLIS;
    }

    @Override
    public @Nullable Advice advice(ChildPoolSign sign) {
        Advice own = ADVICE.get(sign);
        String mistake = sign.mistake();
        return own != null ? own : mistake == null ? null : MistakeCatalog.adviceOn(mistake);
    }

    @Check(
            id = "answers",
            title = "Returns what the children answer",
            points = 5,
            why = "What a child has computed is known to the pool by the line that it prints, and by nothing else.",
            hint =
                    "Follow one request through both pipes. How many lines come back for it, and when do they leave yours?")
    static final Probe GIVES_ANSWERS = POOL.answers();

    @Check(
            id = "order",
            title = "Returns them in the order of the requests",
            points = 3,
            why = "Which child is first depends on luck; the caller asked for an order that does not.",
            hint = "Where do you put an answer that comes before the one to an earlier request?",
            ground = ANSWERS)
    static final Probe ORDER = POOL.order();

    @Check(
            id = "live-on",
            title = "Starts its children once, and they live on",
            points = 4,
            why = "To start a JVM takes longer than most answers: a pool pays for it once.",
            hint = "Count the calls of ChildJvm.start. Which of them belong to a request?",
            ground = ANSWERS)
    static final Probe LIVE_ON = POOL.liveOn();

    @Check(
            id = "side-by-side",
            title = "All children are at work where there is enough to do",
            points = 5,
            why = "Children that wait for each other's answers take as long as a single one.",
            hint = "After you have written a request, what do you wait for before you write one to the next child?",
            ground = ANSWERS)
    static final Probe SIDE_BY_SIDE = POOL.sideBySide();

    @Check(
            id = "free-child",
            title = "Gives requests to whoever is free",
            points = 4,
            why = "Requests that are dealt in advance wait for a slow child while others have nothing to do.",
            hint = "When do you decide which child gets a request: before the call begins, or when a child is free?",
            ground = ANSWERS)
    static final Probe FREE_CHILD = POOL.freeChild();

    @Check(
            id = "full-pipes",
            title = "Copes with requests and answers that are larger than a pipe",
            points = 5,
            why = "If both wait for the other one to read, both wait for ever.",
            hint = "What does your pool do while a request does not fit into the pipe? Who reads meanwhile?",
            ground = ANSWERS)
    static final Probe FULL_PIPES = POOL.fullPipes();

    @Check(
            id = "arguments",
            title = "Refuses senseless arguments before anything is done",
            points = 2,
            ground = ANSWERS,
            why = "A line break in a request makes two of it, and what a child has been given nobody takes back.",
            hint = "Look at all requests before you write the first one.")
    static final Probe ARGUMENTS = POOL.rejects();

    @Check(
            id = "failing-child",
            title = "A child that fails makes the call fail",
            points = 4,
            why = "Output that ends early looks like an answer: only DONE tells them apart.",
            hint =
                    "readLine() returns half a line at the end of the output, and then null. What do you take for an answer?",
            ground = ANSWERS)
    static final Probe FAILING_CHILD = POOL.failingChild();

    @Check(
            id = "huge-answer",
            title = "An answer that is larger than the memory is a failure, too",
            points = 1,
            why = "A thread that dies of an Error tells nobody, unless it does so on this way out as well.",
            hint = "What does the call return if reading ends by something else than an IOException?",
            ground = "correctness.failing-child")
    static final Probe HUGE_ANSWER = POOL.hugeAnswer();

    @Check(
            id = "goes-on",
            title = "Children that have failed or ended are replaced",
            points = 5,
            why = "A pool that gets smaller with each failure, or mixes up answers after it, is of no use any more.",
            hint =
                    "In which states can a child be when it gets a request? Which of them do you see, and what is in its pipes?",
            ground = "correctness.failing-child")
    static final Probe GOES_ON = POOL.goesOn();

    @Check(
            id = "at-once",
            title = "Calls at the same time do not disturb each other",
            points = 4,
            why = "Each call has answers, failures and an end of its own; the children are all that they share.",
            hint = "Which of your fields belong to one call, and which to the pool?",
            ground = {"correctness.failing-child", "correctness.free-child"})
    static final Probe AT_THE_SAME_TIME = POOL.atOnce();

    @Check(
            id = "interrupts",
            title = "An interrupt ends the call and leaves nobody at work for it",
            points = 5,
            why = "Who interrupts a call wants to be rid of it now, with all that goes on for it.",
            hint = "Which of your waits does an interrupt end? No read from a pipe is one of them.",
            ground = ANSWERS)
    static final Probe INTERRUPTS = POOL.interrupts();

    @Check(
            id = "close",
            title = "close leaves no child and no thread, whatever the children do",
            points = 5,
            why = "Processes outlive the program that has started them, unless somebody ends them.",
            hint = "When has a process ended that you have destroyed? And what if the third one cannot be started?",
            ground = ANSWERS)
    static final Probe CLOSES = POOL.closes();

    @Check(
            id = "grace",
            title = "Children may end by themselves",
            points = 3,
            why = "A child that is killed cannot finish what it has begun; its input's end tells it to come to an end.",
            hint = "How does a child learn that no request will come? And how long do you wait for each, or for all?",
            ground = {"correctness.close", "correctness.live-on"})
    static final Probe GRACE = POOL.grace();

    @Check(
            id = "after-close",
            title = "close beside a call, again, and calls after it",
            points = 4,
            why = "A call that is under way when the pool is closed must end, and start nobody any more.",
            hint = "Who waits for what when close comes? What wakes each of them, and what do they look at then?",
            ground = "correctness.close")
    static final Probe AFTER_CLOSE = POOL.afterClose();

    @Check(
            id = "two-calls",
            title = "Two calls share the children",
            points = 7,
            why =
                    "A child that two threads take, or whose return nobody hears of, is lost in some order of their steps.",
            hint = "Is looking for a free child one step with taking it? Who is woken when one is given back?",
            ground = AT_ONCE)
    void two_calls(Race race) {
        play(race, Kind.CALLS);
    }

    @Check(
            id = "failure-beside",
            title = "A child fails while another call goes on",
            points = 6,
            why =
                    "The place of a child that has failed must not get lost, nor be filled twice, for a call that waits for it.",
            hint = "Who tells a call that waits for a child that one can be started?",
            ground = {AT_ONCE, "correctness.goes-on"})
    void failure_beside(Race race) {
        play(race, Kind.FAILURE);
    }

    @Check(
            id = "interrupted",
            title = "An interrupt at any moment of a call",
            points = 6,
            why = "A child that is ended when it has just answered looks as if it were free, and is not.",
            hint = "Does whoever gives a child back know that somebody has ended it meanwhile?",
            ground = "correctness.interrupts")
    void interrupted(Race race) {
        play(race, Kind.INTERRUPT);
    }

    @Check(
            id = "beside-close",
            title = "close while a call begins, waits or ends",
            points = 6,
            why = "Between looking whether the pool is closed and starting a child, it may be closed.",
            hint = "Is looking whether the pool is closed one step with taking or starting a child?",
            ground = "correctness.after-close")
    void beside_close(Race race) {
        play(race, Kind.CLOSING);
    }

    private static void play(Race race, Kind kind) {
        try (var meeting = ChildPoolMeeting.of(new ProcessPoolContract(), kind, race::oneOf, race.size(2, 8))) {
            race.together(meeting.parts().<Race.Actor>map(part -> part::run).toArray(Race.Actor[]::new));
            race.together(meeting::end);
            meeting.expectRight();
        }
    }
}
