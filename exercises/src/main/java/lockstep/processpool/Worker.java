package lockstep.processpool;

/** What a child computes. Read-only: part of the kit. */
public final class Worker {

    private Worker() {}

    /**
     * Returns the text that a request names, as many times in a row as it says: {@code "3 ab"} gives {@code "ababab"}, and
     * {@code "0 ab"} the empty answer.
     *
     * @param request a number, a space, and a text that may be empty
     * @throws IllegalArgumentException for any other request
     */
    public static String answer(String request) {
        int space = request.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("a number, a space and a text expected, found \"" + request + "\"");
        }
        return request.substring(space + 1).repeat(Integer.parseInt(request.substring(0, space)));
    }
}
