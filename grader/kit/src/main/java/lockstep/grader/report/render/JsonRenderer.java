package lockstep.grader.report.render;

import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackWriter;

/** Feedback as {@code lockstep/feedback/v1}. */
public final class JsonRenderer implements Renderer {

    @Override
    public String render(Feedback feedback) {
        return FeedbackWriter.write(feedback);
    }
}
