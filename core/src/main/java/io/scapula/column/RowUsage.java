package io.scapula.column;

/** For each version of a thread or descriptor, the first and the last row that refers to it, and how many do. */
public final class RowUsage {
    private final int[] first;
    private final int[] last;
    private final int[] count;
    private final int[] telling;

    RowUsage(int versions) {
        first = new int[versions];
        last = new int[versions];
        count = new int[versions];
        telling = new int[versions];
    }

    /** Takes a row in; whether its fields of that sort are those of the version. */
    void add(int version, int row, boolean tells) {
        if (count[version]++ == 0) {
            first[version] = row;
        }
        last[version] = row;
        if (tells && telling[version] == 0) {
            telling[version] = row + 1;
        }
    }

    /** How many rows refer to the version. */
    public int count(int version) {
        return count[version];
    }

    /** The first of them; makes no sense if there is none. */
    public int first(int version) {
        return first[version];
    }

    /** The first of them whose fields of that sort are those of the version; -1 if there is none. */
    public int telling(int version) {
        return telling[version] - 1;
    }

    /** The last of them; makes no sense if there is none. */
    public int last(int version) {
        return last[version];
    }
}
