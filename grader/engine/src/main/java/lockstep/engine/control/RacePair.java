package lockstep.engine.control;

/** A data race (JLS 17.4.5): two accesses to one variable, one of them a write, that nothing orders. */
public record RacePair(Variable variable, Access first, Access second) {}
