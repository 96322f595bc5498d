package io.scapula.slice;

/**
 * How much of a thread may be told beyond its numbers.
 *
 * @param names       name, command line, path of the program
 * @param inheritance what a child gets from it
 * @param own         what nobody but itself has: user, control groups, memory
 */
record Detail(boolean names, boolean inheritance, boolean own) {
    /** Everything. */
    static final Detail WHOLE = new Detail(true, true, true);
}
