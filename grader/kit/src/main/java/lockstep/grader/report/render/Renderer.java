package lockstep.grader.report.render;

import lockstep.grader.report.Feedback;

/** A form of output. It is made from the feedback alone, and whatever a student wrote in it is shown, never obeyed. */
@FunctionalInterface
public interface Renderer {

    /** Returns the whole text. */
    String render(Feedback feedback);
}
