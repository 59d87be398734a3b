package lockstep.grader.author;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.engine.Actors;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.probe.Boundary;
import lockstep.grader.verdict.Advice;

/**
 * An object that threads share, and a sequential model of it: what each operation answers, and how it changes the state, if
 * one call is made at a time. What is expected of calls that overlap follows from the model: the answers of some order of
 * them. So the model is all that an exercise says; each method here derives checks from it.
 *
 * <p>An operation that takes a function is called on purpose with one that throws, waits, or takes an hour. What the object
 * promises is that such a function is called once, with the value, as part of the one step; that what it throws comes out,
 * the same object, and leaves the state as it was; and that an interrupt neither ends nor skips an operation.
 *
 * @param <S> the object's type
 * @param <M> the model's type
 */
@SuppressWarnings("varargs") // each array is only read, into a list
public final class Subject<S, M> {

    private final String construction;
    private final Callable<S> made;
    private final Supplier<M> model;
    private final List<Op<S, M>> observers;
    private final List<Op<S, M>> before;

    private final Map<BugPattern, String> mistakes;

    private Subject(
            String construction,
            Callable<S> made,
            Supplier<M> model,
            List<Op<S, M>> observers,
            List<Op<S, M>> before,
            Map<BugPattern, String> mistakes) {
        this.construction = construction;
        this.made = made;
        this.model = model;
        this.observers = List.copyOf(observers);
        this.before = List.copyOf(before);
        this.mistakes = Map.copyOf(mistakes);
    }

    /**
     * Returns a subject.
     *
     * @param construction as a student would write it: {@code new LockedCounter(0)}
     * @param observer an operation that changes nothing and tells the state
     */
    public static <S, M> Subject<S, M> of(String construction, Callable<S> made, Supplier<M> model, Op<S, M> observer) {
        return new Subject<>(construction, made, model, List.of(observer), List.of(), Map.of());
    }

    /** Returns the same subject, whose state is told by these operations, too. */
    @SafeVarargs
    public final Subject<S, M> alsoObservedBy(Op<S, M>... others) {
        List<Op<S, M>> all = new ArrayList<>(observers);
        all.addAll(Arrays.asList(others));
        return new Subject<>(construction, made, model, all, before, mistakes);
    }

    /** Returns the same subject as it is after these calls. */
    @SafeVarargs
    public final Subject<S, M> after(Op<S, M>... calls) {
        List<Op<S, M>> all = new ArrayList<>(before);
        all.addAll(Arrays.asList(calls));
        return new Subject<>(construction, made, model, observers, all, mistakes);
    }

    /** Returns a subject on which each of these calls has been made so many times, in turn. */
    @SafeVarargs
    public final Subject<S, M> after(int times, Op<S, M>... calls) {
        List<Op<S, M>> all = List.of(calls);
        String text = all.stream().map(Op::text).collect(Collectors.joining(" and "));
        return new Subject<>(
                construction + " after " + times + " times " + text,
                () -> {
                    S object = made.call();
                    for (int i = 0; i < times; i++) {
                        all.forEach(call -> Made.of(call, 0).on(object));
                    }
                    return object;
                },
                () -> {
                    M changed = model.get();
                    for (int i = 0; i < times; i++) {
                        all.forEach(call -> Made.of(call, 0).onModel(changed));
                    }
                    return changed;
                },
                observers,
                List.of(),
                mistakes);
    }

    /** Returns the same subject, whose calls show this mistake of the catalogue where they show this pattern. */
    public Subject<S, M> naming(BugPattern pattern, String mistake) {
        Map<BugPattern, String> all = new EnumMap<>(BugPattern.class);
        all.putAll(mistakes);
        all.put(pattern, mistake);
        return new Subject<>(construction, made, model, observers, before, all);
    }

    /** Returns advice on a pattern with the name that the exercise has for it, if it has one. */
    Advice advice(BugPattern pattern, String why, String hint) {
        return new Advice(why, hint, mistakes.get(pattern));
    }

    String construction() {
        return Sequence.text(construction, before);
    }

    S make() {
        S object = Boundary.call(made);
        for (Op<S, M> op : before) {
            Made<S, M> call = Made.of(op, 0);
            call.on(object);
            if (call.threw != null) {
                throw call.threw;
            }
        }
        return object;
    }

    M model() {
        M fresh = model.get();
        before.forEach(op -> Made.of(op, 0).onModel(fresh));
        return fresh;
    }

    List<Op<S, M>> observers() {
        return observers;
    }

    /** Calls by one thread, one after the other, answer like the model; so does the state afterwards. */
    @SafeVarargs
    public final Probe does(Op<S, M>... calls) {
        return sequence(Arrays.asList(calls));
    }

    /** The same of a list of calls. */
    public Probe does(List<Op<S, M>> calls) {
        return sequence(calls);
    }

    /** The same calls over and over answer like the model. */
    @SafeVarargs
    public final Probe doesMany(int times, Op<S, M>... calls) {
        List<Op<S, M>> all = new ArrayList<>();
        for (Op<S, M> call : calls) {
            all.addAll(Collections.nCopies(times, call));
        }
        return sequence(all);
    }

    private Probe sequence(List<Op<S, M>> calls) {
        return Probe.of(Case.of(Sequence.text(this, calls), actors -> Sequence.check(this, calls)));
    }

    /** Sequences of such calls, drawn at random, answer like the model; none that would wait is made. What does not is told by its shortest sequence. */
    @SafeVarargs
    public final Probe doesAnyOf(Op<S, M>... calls) {
        return Probe.of(Case.of(
                "calls on " + construction + " in a random order",
                actors -> Sequence.checkRandom(this, Arrays.asList(calls), new SplittableRandom(15))));
    }

    /** What the function throws comes out, each kind, also the second time, and the state is as it was. */
    public Probe failsLike(Op<S, M> taking) {
        return new Probe(Arrays.stream(ThrowableKind.values())
                .map(kind -> new Failing<>(this, taking, kind).comesOut())
                .toList());
    }

    /** After the function has thrown, other threads can make these calls. */
    @SafeVarargs
    public final Probe usableAfterFailure(Op<S, M> taking, Op<S, M>... calls) {
        return new Probe(Stream.concat(
                        Stream.of(Releasing.afterReturn(this, taking, calls[0], null)),
                        Arrays.stream(ThrowableKind.values())
                                .map(kind -> new Failing<>(this, taking, kind).leavesFree(Arrays.asList(calls))))
                .toList());
    }

    /** After each of these calls, another thread can make the first of them. */
    @SafeVarargs
    public final Probe releases(Op<S, M>... calls) {
        return Releasing.all(this, Arrays.asList(calls));
    }

    /**
     * An interrupt neither ends nor skips a call, and stays pending: it comes before the call or during it, while nobody
     * else is there or while the function of the first call runs in another thread.
     */
    @SafeVarargs
    public final Probe keepsInterrupts(Op<S, M> taking, Op<S, M>... calls) {
        return new Probe(Stream.concat(
                        Arrays.stream(calls).flatMap(call -> new Interrupting<>(this, taking, call, false).cases()),
                        Stream.of(new Interrupting<>(this, taking, taking, false).inside()))
                .toList());
    }

    /** The same of a call whose function throws. */
    public Probe keepsInterruptsThoughFailing(Op<S, M> taking) {
        Interrupting<S, M> failing = new Interrupting<>(this, taking, taking, true);
        return new Probe(
                Stream.concat(failing.cases(), Stream.of(failing.inside())).toList());
    }

    /** The same where no call takes a function: a thread that has been interrupted makes these calls. */
    @SafeVarargs
    public final Probe keepsInterruptFlag(Op<S, M>... calls) {
        return new Probe(Arrays.stream(calls)
                .flatMap(call -> new Interrupting<>(this, null, call, false).cases())
                .toList());
    }

    /** While the function of one call runs, however long, calls of other threads have no part in its step. */
    @SafeVarargs
    public final Probe isOneStep(Op<S, M> taking, Op<S, M>... calls) {
        return new OneStep<>(this, taking, Arrays.asList(calls)).probe();
    }

    /** The same about one call of another thread at a time, asked less often. */
    @SafeVarargs
    public final Probe keepsApart(Op<S, M> taking, Op<S, M>... calls) {
        return new OneStep<>(this, taking, Arrays.asList(calls)).oneByOne();
    }

    /** After these calls, the next one waits, until another thread makes the one that lets it go on. */
    public Probe waits(List<Op<S, M>> before, Op<S, M> call, Op<S, M> freedBy) {
        return Probe.of(new Waiting<>(this, before, call, freedBy).waits());
    }

    /**
     * Where a call waits after these calls, an interrupt before or during the waiting ends it by an
     * {@link InterruptedException}, as if the call had not been made.
     */
    public Probe waitsInterruptibly(List<Op<S, M>> before, Op<S, M> call, Op<S, M> freedBy) {
        return new Waiting<>(this, before, call, freedBy).ends();
    }

    /** What is done to one object does not change another one. */
    @SafeVarargs
    public final Probe hasOwnState(Op<S, M>... calls) {
        return Apart.state(this, Arrays.asList(calls));
    }

    /** After a call on another object, these calls answer as if it had not been made. */
    @SafeVarargs
    public final Probe isNotTouchedBy(Op<S, M> onOther, Op<S, M>... calls) {
        List<Op<Side<S>, Side<M>>> all = new ArrayList<>(List.of(onOther.on(1, "other")));
        for (Op<S, M> call : calls) {
            all.add(call.on(0, "one"));
        }
        return Apart.both(this).sequence(all).betweenTwoObjects();
    }

    /** While the function of a call on one object runs, calls on another one do not wait. */
    @SafeVarargs
    public final Probe waitsForNoOther(Op<S, M> taking, Op<S, M>... calls) {
        return Apart.waiting(this, taking, Arrays.asList(calls));
    }

    /** Calls at the same time, each by a thread of its own. */
    @SafeVarargs
    public final Overlap race(Op<S, M>... oneEach) {
        return raceOf(Arrays.stream(oneEach).map(List::of).toList());
    }

    /** Threads at the same time, with several calls each. */
    @SafeVarargs
    public final Overlap race(List<Op<S, M>>... threads) {
        return raceOf(Arrays.asList(threads));
    }

    private Overlap raceOf(List<List<Op<S, M>>> threads) {
        return new Overlap(List.of(Encounter.of(this, threads)));
    }

    /**
     * The first call beside each of the others, whose thread is interrupted before or at some moment of the call; also where
     * the first of the others is made by one more thread, which nobody interrupts.
     */
    @SafeVarargs
    public final Overlap raceWithInterrupted(Op<S, M> first, Op<S, M>... others) {
        List<List<Op<S, M>>> two = List.of(List.of(first), List.of(others[0]));
        return new Overlap(Stream.concat(
                        Arrays.stream(others)
                                .flatMap(other -> Stream.of(
                                        Encounter.of(this, List.of(List.of(first), List.of(other.interrupted()))),
                                        Encounter.interrupting(
                                                this, List.of(List.of(first)), other, false, List.of()))),
                        Stream.of(Encounter.interrupting(this, two, others[0], false, List.of())))
                .toList());
    }

    /**
     * A call that is interrupted at some moment does its work, or ends by an {@link InterruptedException} as if it had not been
     * made. The others are made by one thread at the same time.
     */
    @SafeVarargs
    public final Overlap raceWithInterruptible(Op<S, M> interrupted, Op<S, M>... others) {
        return new Overlap(
                List.of(Encounter.interrupting(this, List.of(Arrays.asList(others)), interrupted, true, List.of())));
    }

    /**
     * The same, and when all have ended one more call, which may use the object up: what has been lost on the way is missing
     * then.
     */
    @SafeVarargs
    public final Overlap raceWithInterruptibleThen(Op<S, M> last, Op<S, M> interrupted, Op<S, M>... others) {
        return new Overlap(List.of(
                Encounter.interrupting(this, List.of(Arrays.asList(others)), interrupted, true, List.of(last))));
    }

    /** A call whose function throws, and at the same time the others, each by a thread of its own. */
    @SafeVarargs
    public final Overlap raceWithFailing(Op<S, M> taking, Op<S, M>... others) {
        List<List<Op<S, M>>> all = new ArrayList<>(List.of(List.of(taking.failing())));
        Arrays.stream(others).map(List::of).forEach(all::add);
        return raceOf(all);
    }

    /** Two threads at the same time on two objects, each with a call on both; and two threads on each. */
    public Overlap raceOnTwo(Op<S, M> onOne, Op<S, M> onOther) {
        Op<Side<S>, Side<M>> one = onOne.on(0, "one");
        Op<Side<S>, Side<M>> other = onOther.on(1, "other");
        Subject<Side<S>, Side<M>> both = Apart.both(this);
        return both.race(List.of(one, other), List.of(other, one)).and(both.race(one, one, other, other));
    }

    /** A call on one object whose function makes a call on another one, which a second thread makes as well. */
    public Overlap raceNested(Op<S, M> taking, Op<S, M> inner) {
        return Apart.both(this).race(taking.making(inner), inner.on(1, "other"));
    }

    /** Returns a subject of which the state is asked by these. */
    static <S, M> Subject<S, M> observedBy(
            String construction, Callable<S> made, Supplier<M> model, List<Op<S, M>> observers) {
        return new Subject<>(construction, made, model, observers, List.of(), Map.of());
    }

    /**
     * Threads that come, wait, are let in, give up and leave, as each of these plays tells it move by move.
     *
     * @param calls what threads call, by the names in the plays
     * @param plays see {@link Play}
     */
    public Probe plays(Map<String, Op<S, M>> calls, String... plays) {
        return plays(calls, false, plays);
    }

    /** Plays on two objects: a call is told by the object's name, {@code one} or {@code other}, and its own: {@code one.take}. */
    public Probe playsOnTwo(Map<String, Op<S, M>> calls, String... plays) {
        Map<String, Op<Side<S>, Side<M>>> all = new HashMap<>();
        calls.forEach((name, call) -> {
            all.put("one." + name, call.on(0, "one"));
            all.put("other." + name, call.on(1, "other"));
        });
        return Apart.both(this).plays(all, plays).betweenTwoObjects();
    }

    /** The same, and nobody is let in before a thread that waited when the call began. */
    public Probe playsInOrder(Map<String, Op<S, M>> calls, String... plays) {
        return plays(calls, true, plays);
    }

    private Probe plays(Map<String, Op<S, M>> calls, boolean inOrder, String... plays) {
        return new Probe(Arrays.stream(plays)
                .map(text -> Play.of(this, calls, text, inOrder).asCase())
                .toList());
    }

    /** Starts a thread that makes a call. */
    Thread start(Actors actors, History<S, M> history, Made<S, M> call) {
        history.add(call);
        return actors.start(() -> history.perform(call));
    }
}
