package lockstep.grader.report.render;

import lockstep.grader.report.Feedback;

/** Feedback as a points line of CodeGrade: a fraction of whole numbers, hundredths of points where there are such. */
final class CodeGradeRenderer implements Renderer {

    @Override
    public String render(Feedback feedback) {
        Settled.Share total = Settled.hundredths(feedback).total();
        boolean whole = total.score() % 100 == 0 && total.maxScore() % 100 == 0;
        int unit = whole ? 100 : 1;
        return Documents.line(new Points("points", total.score() / unit + "/" + total.maxScore() / unit));
    }

    private record Points(String tag, String points) {}
}
