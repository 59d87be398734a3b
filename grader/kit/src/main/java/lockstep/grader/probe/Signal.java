package lockstep.grader.probe;

/** Something that the kit throws through a submission's code on purpose: it crosses the {@link Boundary} as it is. */
public interface Signal {}
