package lockstep.grader.language;

/**
 * One translation.
 *
 * @param english a text, or the form of one: {@code {0}} to {@code {9}} stand for what differs from time to time
 * @param translated the same in another language, with the same places in any order
 * @param origin file and line
 */
record Entry(String english, String translated, String origin) {

    boolean isForm() {
        return Form.PLACE.matcher(english).find();
    }
}
