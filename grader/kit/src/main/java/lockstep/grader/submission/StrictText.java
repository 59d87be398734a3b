package lockstep.grader.submission;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes read as UTF-8 and nothing else. */
final class StrictText {

    /** Says which byte is not UTF-8; the message is for the student. */
    static final class NotText extends CharacterCodingException {
        private static final long serialVersionUID = 1L;
        private final String what;

        NotText(String what) {
            this.what = what;
        }

        @Override
        public String getMessage() {
            return what;
        }
    }

    private StrictText() {}

    /** Returns the text without a byte order mark. */
    static String decode(byte[] bytes) throws NotText {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            throw new NotText("expected UTF-8, found UTF-16; save it with the encoding UTF-8");
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new NotText(
                    "expected UTF-8, found the byte 0x%02X at offset %d (line %d), which is not; save it with the encoding UTF-8"
                            .formatted(bytes[in.position()] & 0xFF, in.position(), line));
        }
        String text = out.flip().toString();
        expectNoDisguise(text);
        return text;
    }

    /** Characters that turn the direction of text make a line look like another one than the compiler reads. */
    private static void expectNoDisguise(String text) throws NotText {
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line += c == '\n' ? 1 : 0;
            if ((c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069')) {
                throw new NotText(
                        ("expected text that reads as it is written, found the invisible character U+%04X in line %d, which"
                                        + " turns the direction of text; delete it")
                                .formatted((int) c, line));
            }
        }
    }

    /** Returns the text with one kind of line end, without blanks at line ends and without blank lines at the end. */
    static String withoutTrailingBlanks(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        text.lines().forEach(line -> normal.append(line.stripTrailing()).append('\n'));
        return normal.toString().stripTrailing();
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
