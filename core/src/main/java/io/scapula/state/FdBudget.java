package io.scapula.state;

/** How much room all descriptor tables together may still take. */
final class FdBudget {
    private long left;
    private boolean exceeded;

    FdBudget(long slots) {
        left = slots;
    }

    /** Takes room; false if there is not enough. */
    boolean take(long slots) {
        if (slots > left) {
            exceeded = true;
            return false;
        }
        left -= slots;
        return true;
    }

    void giveBack(long slots) {
        left += slots;
    }

    /** Whether there ever was not enough. */
    boolean exceeded() {
        return exceeded;
    }
}
