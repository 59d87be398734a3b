package lockstep.grader.classroom;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of a file that a spreadsheet or a learning platform wrote, and the encoding that it was read in.
 *
 * <p>A byte order mark decides; then zero bytes, which UTF-16 alone has; then UTF-8, if every byte fits it. Of the older
 * encodings CP949 is taken if nearly all that it makes beyond ASCII is Hangul, and else windows-1252: neither has a mark
 * of its own. The mark is no part of the text.
 *
 * @param encoding its name as people write it
 */
record DecodedText(String text, String encoding) {

    private static final String UTF_8 = "UTF-8";
    private static final double NEARLY_ALL = 0.8;

    /** Reads bytes; nothing where they fit none of the encodings. */
    static Optional<DecodedText> of(byte[] bytes) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return decoded(bytes, 3, StandardCharsets.UTF_8, UTF_8);
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return decoded(bytes, 2, StandardCharsets.UTF_16LE, "UTF-16");
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return decoded(bytes, 2, StandardCharsets.UTF_16BE, "UTF-16");
        }
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                zeros[i % 2]++;
            }
        }
        if (zeros[0] + zeros[1] > 0) {
            // Of a letter or a comma in UTF-16 the half with the higher value is zero.
            Charset order = zeros[1] >= zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            return decoded(bytes, 0, order, "UTF-16");
        }
        return decoded(bytes, 0, StandardCharsets.UTF_8, UTF_8)
                .or(() -> decoded(bytes, 0, Charset.forName("x-windows-949"), "CP949")
                        .filter(DecodedText::isKorean))
                .or(() -> decoded(bytes, 0, Charset.forName("windows-1252"), "windows-1252"));
    }

    /** Returns whether it is what everybody expects. */
    boolean isUtf8() {
        return encoding.equals(UTF_8);
    }

    private boolean isKorean() {
        long beyond = text.chars().filter(c -> c > 0x7f).count();
        long hangul = text.chars()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL)
                .count();
        return hangul >= NEARLY_ALL * beyond;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<DecodedText> decoded(byte[] bytes, int from, Charset charset, String name) {
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
            return Optional.of(new DecodedText(text, name));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
