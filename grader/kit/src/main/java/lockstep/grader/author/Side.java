package lockstep.grader.author;

/** Two objects side by side, which have nothing to do with each other. */
record Side<T>(T one, T other) {
    T at(int number) {
        return number == 0 ? one : other;
    }
}
