package lockstep.grader.report.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.grader.classroom.page.Chromium;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.SourceText;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayerTest {

    private static final Speech ENGLISH = new Speech(Language.ENGLISH);

    private static final String FILE = "lockstep/lockedcounter/LockedCounter.java";

    @TempDir
    Path temp;

    private Path page() throws IOException {
        CheckFeedback check = new CheckFeedback(
                new CheckFeedback.Question("a.race.x", CheckKind.RACE, "X"),
                Outcome.FAILED,
                new CheckFeedback.Worth(0, 1),
                new CheckFeedback.Explanation("m", "w", "h", "C1", new SourceLocation(FILE, 17)),
                List.of(LanePictureTest.three("A", "B", "C", "lock")),
                new CheckFeedback.Rerun(null, 1));
        SourceText source = new SourceText(
                FILE,
                IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> i == 16 ? "</pre><script>alert(1)</script>\n" : "  line" + i + "\n")
                        .collect(Collectors.joining()));
        return Files.writeString(
                temp.resolve("page.html"), new HtmlRenderer(Language.ENGLISH).replay(check, List.of(source)));
    }

    @Test
    void a_browser_walks_through_the_steps_by_buttons_and_keys() throws Exception {
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "no Chromium here");
        try (Chromium browser = new Chromium(program.get(), temp.resolve("profile"), page().toUri())) {
            assertThat(shown(browser)).startsWith("Step 8 of 8, thread B: acquire lock");
            assertThat(browser.run("window.scrollY").asInt()).isZero();
            browser.run("document.querySelector('[data-go=First]').click()");
            assertThat(shown(browser)).startsWith("Step 1 of 8, thread main: write value = 41");
            browser.run("document.querySelector('[data-go=Next]').focus()");
            browser.press("Enter");
            browser.press("ArrowRight");
            assertThat(shown(browser))
                    .startsWith("Step 3 of 8, thread B: wait for lock")
                    .contains("A holds lock", "B waits for lock");
            assertThat(browser.run("[...document.querySelectorAll('.sources .marked')].map(it => it.innerText).join()")
                            .asString())
                    .contains("A, B ▸16</pre><script>");
            assertThat(browser.run("document.querySelectorAll('svg .later').length")
                            .asInt())
                    .isEqualTo(5);
            browser.press("End");
            browser.press("ArrowRight");
            assertThat(shown(browser)).startsWith("Step 8 of 8");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests()).singleElement().asString().startsWith("file:");
        }
    }

    private static String shown(Chromium browser) throws InterruptedException {
        return browser.run("[...document.querySelectorAll('.moments > li')].filter(it => !it.hidden)"
                        + ".map(it => it.innerText).join('#')")
                .asString();
    }

    @Test
    void of_a_long_file_only_what_is_near_a_step_is_shown() {
        SourceText source = new SourceText(
                FILE, IntStream.rangeClosed(1, 60_000).mapToObj(i -> i + "\n").collect(Collectors.joining()));
        Evidence.Interleaving far = new Evidence.Interleaving(
                List.of("A", "B"),
                List.of(
                        new Evidence.Step("A", new SourceLocation(FILE, 5), "read v", "1"),
                        new Evidence.Step("B", new SourceLocation(FILE, 50_000), "write v", "2")),
                "wrong",
                "0");

        String html = new Player(ENGLISH, new HtmlEvidence(ENGLISH))
                .of(far, List.of(source))
                .render();

        assertThat(html).contains("data-at=\"0:5\"", "data-at=\"1:50000\"", "data-lines=\"0:5=A|1:50000=B\"");
        assertThat(html.length()).isLessThan(20_000);
    }

    @Test
    void without_a_script_the_picture_is_there_and_nothing_that_would_need_one() throws IOException {
        String html = Files.readString(page());

        assertThat(html)
                .contains(
                        "<svg", "<div class=\"controls\" hidden", "class=\"moments\"", "<div class=\"sources\" hidden")
                .contains("The same steps as a table");
    }
}
