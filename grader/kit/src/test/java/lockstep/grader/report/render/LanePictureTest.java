package lockstep.grader.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import lockstep.grader.language.Language;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Evidence.Effect;
import lockstep.grader.verdict.Evidence.Step;
import lockstep.grader.verdict.Evidence.Touch;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class LanePictureTest {

    private static final Speech ENGLISH = new Speech(Language.ENGLISH);

    private static final String HOSTILE = "</title></svg><script>alert('x')</script> \" onload=\"x\" \u202e &lt; ]]>";

    private static Step step(String thread, int line, String action, @Nullable String value, Effect effect) {
        return new Step(
                thread, new SourceLocation("lockstep/lockedcounter/LockedCounter.java", line), action, value, effect);
    }

    private static Effect effect(Touch touch, String on, boolean racing, @Nullable Integer after) {
        return new Effect(touch, on, racing, after);
    }

    /** One thread holds a lock that another one waits for, while a third does without. */
    static Evidence.Interleaving three(String a, String b, String c, String lock) {
        return new Evidence.Interleaving(
                List.of(a, b, c),
                List.of(
                        step("main", 10, "write value", "41", effect(Touch.WRITE, "value", false, null)),
                        step(a, 16, "acquire " + lock, null, effect(Touch.ACQUIRE, lock, false, null)),
                        step(b, 16, "wait for " + lock + ", held by " + a, null, effect(Touch.WAIT, lock, false, null)),
                        step(a, 17, "read value", "41", effect(Touch.READ, "value", false, null)),
                        step(c, 30, "read value", "41", effect(Touch.READ, "value", true, null)),
                        step(a, 17, "write value", "42", effect(Touch.WRITE, "value", true, null)),
                        step(a, 19, "release " + lock, null, effect(Touch.RELEASE, lock, false, null)),
                        step(b, 16, "acquire " + lock, null, effect(Touch.ACQUIRE, lock, false, 6))),
                "get() returned 42",
                "5.1");
    }

    private static Document drawn(Evidence.Interleaving interleaving) {
        String html = LanePicture.of(interleaving, ENGLISH).render();
        String svg = html.substring(0, html.indexOf("</svg>", html.lastIndexOf("</svg>")) + 6);
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("no well-formed picture: " + svg, e);
        }
    }

    private static List<Element> elements(Document picture, String tag, String look) {
        NodeList all = picture.getElementsByTagName(tag);
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(element ->
                        (" " + element.getAttribute("class") + " ").contains(look.isEmpty() ? " " : " " + look + " "))
                .toList();
    }

    private static double number(Element element, String name) {
        return Double.parseDouble(element.getAttribute(name));
    }

    @Test
    void each_shape_of_the_picture_is_where_it_belongs() {
        Document picture = drawn(three("A", "B", "C", "lock"));

        assertThat(elements(picture, "rect", "step")).hasSize(7);
        assertThat(elements(picture, "rect", "racing")).hasSize(2);
        assertThat(elements(picture, "rect", "held")).hasSize(2);
        assertThat(elements(picture, "line", "waiting")).hasSize(1);
        assertThat(elements(picture, "line", "edge")).hasSize(1);
        assertThat(elements(picture, "line", "unordered")).hasSize(1);
        assertThat(elements(picture, "text", "name"))
                .extracting(Element::getTextContent)
                .containsExactly("thread A", "thread B", "thread C");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock",
                "a lock with a very long name that goes on and on and on beyond all bounds",
                "자물쇠자물쇠자물쇠자물쇠자물쇠자물쇠"
            })
    void nothing_overlaps_and_nothing_is_outside(String lock) {
        Document picture = drawn(three("A", "B", "a thread with quite a long name", lock));
        String[] box = picture.getDocumentElement().getAttribute("viewBox").split(" ");
        double width = Double.parseDouble(box[2]);
        double height = Double.parseDouble(box[3]);
        List<Element> rectangles = new ArrayList<>(elements(picture, "rect", "step"));
        rectangles.addAll(elements(picture, "rect", "held"));
        for (Element one : rectangles) {
            assertThat(number(one, "x") + number(one, "width")).isLessThanOrEqualTo(width);
            assertThat(number(one, "y") + number(one, "height")).isLessThanOrEqualTo(height);
            for (Element other : rectangles) {
                assertThat(one == other || !overlap(one, other)).isTrue();
            }
        }
        for (Element line : elements(picture, "line", "")) {
            assertThat(Math.max(number(line, "x1"), number(line, "x2"))).isLessThanOrEqualTo(width);
            assertThat(Math.max(number(line, "y1"), number(line, "y2"))).isLessThanOrEqualTo(height);
        }
        double widest = number(elements(picture, "rect", "step").get(0), "width");
        assertThat(elements(picture, "text", "words"))
                .allSatisfy(text -> assertThat(6 + 7.3 * Columns.width(text.getTextContent()))
                        .isLessThanOrEqualTo(widest));
    }

    private static boolean overlap(Element one, Element other) {
        return number(one, "x") < number(other, "x") + number(other, "width")
                && number(other, "x") < number(one, "x") + number(one, "width")
                && number(one, "y") < number(other, "y") + number(other, "height")
                && number(other, "y") < number(one, "y") + number(one, "height");
    }

    @Test
    void it_can_be_read_out() {
        Document picture = drawn(three("A", "B", "C", "lock"));

        assertThat(picture.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(picture.getDocumentElement().getAttribute("aria-label")).contains("A, B, C");
        assertThat(elements(picture, "desc", "").get(0).getTextContent())
                .contains("4. A in line 17: read value = 41.", "Outcome: get() returned 42");
    }

    @Test
    void names_of_a_student_stay_text() {
        Document picture = drawn(three(HOSTILE, HOSTILE + "2", "C", HOSTILE));

        assertThat(picture.getElementsByTagName("script").getLength()).isZero();
        assertThat(elements(picture, "rect", "step")).hasSize(7);
        assertThat(LanePicture.of(three(HOSTILE, "B", "C", HOSTILE), ENGLISH).render())
                .doesNotContain("<script", "\u202e");
    }

    @Test
    void numbers_of_steps_that_do_not_exist_draw_nothing() {
        Evidence.Interleaving odd = new Evidence.Interleaving(
                List.of("A", "B"),
                List.of(
                        step("A", 1, "acquire lock", null, effect(Touch.ACQUIRE, "lock", false, -5)),
                        step("B", 1, "acquire lock", null, effect(Touch.ACQUIRE, "lock", false, 1_000_000)),
                        step("B", 1, "acquire lock", null, effect(Touch.ACQUIRE, "lock", false, 2))),
                "",
                null);

        assertThat(elements(drawn(odd), "line", "edge")).isEmpty();
    }

    @Test
    void too_many_threads_or_steps_are_a_table_only() {
        List<String> names = IntStream.range(0, 9).mapToObj(String::valueOf).toList();
        assertThat(LanePicture.canShow(new Evidence.Interleaving(
                        names, List.of(step("1", 1, "a", null, effect(Touch.READ, "x", false, null))), "", null)))
                .isFalse();
        assertThat(LanePicture.canShow(three("A", "B", "C", "lock"))).isTrue();
    }

    @Test
    void a_wide_terminal_has_a_column_for_each_thread_and_a_narrow_one_a_list() {
        StepTable table = StepTable.of(three("A", "B", "C", "lock"));

        assertThat(table.fitsColumns(78)).isTrue();
        assertThat(table.fitsColumns(60)).isFalse();
        assertThat(table.columns().headers()).containsExactly("#", "thread A", "thread B", "thread C");
        assertThat(table.columns().rows().get(0)).containsExactly("1", "main: 10  write value = 41", "", "");
        assertThat(table.columns().rows().get(2)).containsExactly("3", "", "16  wait for lock, held by A", "");
        assertThat(table.columns().bad()).containsExactlyInAnyOrder(4, 5);
        assertThat(table.rows().rows().get(3)).containsExactly("4", "A", "17", "read value = 41");
        assertThat(table.caption()).contains("lines of lockstep/lockedcounter/LockedCounter.java", "are marked");
    }

    @Test
    void steps_in_several_files_name_theirs() {
        Evidence.Interleaving two = new Evidence.Interleaving(
                List.of("A"),
                List.of(
                        step("A", 3, "read value", "1", effect(Touch.READ, "value", false, null)),
                        new Step("A", new SourceLocation("lockstep/lockedcounter/Cell.java", 5), "read cell", "2")),
                "",
                null);

        assertThat(StepTable.of(two).columns().rows())
                .extracting(row -> row.get(1))
                .containsExactly("LockedCounter:3  read value = 1", "Cell:5  read cell = 2");
    }
}
