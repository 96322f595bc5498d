package io.scapula.slice;

import io.scapula.state.ThreadVersion;

/**
 * How much of a thread may be told beyond its numbers.
 *
 * @param names         name, command line
 * @param path          path of the program
 * @param program       what else is known of the program's file
 * @param directory     where it works
 * @param surroundings  root directory, terminal, login, rights: what else a child gets from it
 * @param environment   variables of the environment
 * @param own           what nobody but itself has: user, memory
 * @param controlGroups which container it is in
 */
record Detail(
        boolean names,
        boolean path,
        boolean program,
        boolean directory,
        boolean surroundings,
        boolean environment,
        boolean own,
        boolean controlGroups) {
    /** Everything. */
    static final Detail WHOLE = new Detail(true, true, true, true, true, true, true, true);

    /**
     * Of somebody outside.
     *
     * @param names     whether names are asked for
     * @param inherited whether a kept thread inherits from it
     */
    static Detail outside(boolean names, boolean inherited) {
        return new Detail(names, names || inherited, inherited, inherited, inherited, inherited, false, false);
    }

    /**
     * Of somebody as it was just before the execve with which it comes in: nothing that this event puts another thing in place
     * of.
     *
     * @param names     whether names are asked for
     * @param inherited whether kept threads of the process inherited its program before
     * @param moved     whether another event tells in which directory it comes in
     */
    static Detail entering(ThreadVersion before, ThreadVersion after, boolean names, boolean inherited, boolean moved) {
        return new Detail(
                names,
                names || inherited || after.exepath().equals(before.exepath()),
                inherited,
                !moved,
                true,
                after.env().equals(before.env()),
                true,
                after.cgroups().equals(before.cgroups()));
    }
}
