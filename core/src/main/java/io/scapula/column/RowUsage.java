package io.scapula.column;

/** For each version of a thread or descriptor, the first and the last row that refers to it, and how many do. */
public final class RowUsage {
    private final int[] first;
    private final int[] last;
    private final int[] count;

    RowUsage(int versions) {
        first = new int[versions];
        last = new int[versions];
        count = new int[versions];
    }

    void add(int version, int row) {
        if (count[version]++ == 0) {
            first[version] = row;
        }
        last[version] = row;
    }

    /** How many rows refer to the version. */
    public int count(int version) {
        return count[version];
    }

    /** The first of them; makes no sense if there is none. */
    public int first(int version) {
        return first[version];
    }

    /** The last of them; makes no sense if there is none. */
    public int last(int version) {
        return last[version];
    }
}
