package io.scapula.state;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of one process by number. Small numbers, which are nearly all, are looked up in an array; a child's
 * table shares its parent's array until one of them changes.
 */
final class FdTable {
    /** Numbers from here on are kept in a hash table. */
    private static final int MOST_SMALL = 1 << 12;

    private static final int FIRST_SLOTS = 8;
    /** Room that an entry of the hash table takes, in slots. */
    private static final int LARGE_SLOTS = 3;

    /** An array, and how many tables use it. */
    private static final class Slots {
        final @Nullable FdVersion[] fds;
        int users = 1;

        Slots(@Nullable FdVersion[] fds) {
            this.fds = fds;
        }
    }

    private final FdBudget budget;
    private @Nullable Slots slots;
    private @Nullable FdVersion[] small = {};
    private @Nullable LongMap<FdVersion> large;
    private int size;

    FdTable(FdBudget budget) {
        this.budget = budget;
    }

    int size() {
        return size;
    }

    @Nullable
    FdVersion get(long number) {
        if (number >= 0 && number < small.length) {
            return small[(int) number];
        }
        LongMap<FdVersion> map = large;
        return map == null ? null : map.get(number);
    }

    /** Takes a descriptor in under its number; it is left out if there is no room. */
    void put(FdVersion fd) {
        long number = fd.number;
        if (number < 0 || number >= MOST_SMALL) {
            putLarge(fd);
        } else if (owns((int) number)) {
            size += small[(int) number] == null ? 1 : 0;
            small[(int) number] = fd;
        }
    }

    private void putLarge(FdVersion fd) {
        LongMap<FdVersion> map = large;
        if (map == null) {
            map = new LongMap<>();
            large = map;
        }
        if (map.get(fd.number) == null) {
            if (!budget.take(LARGE_SLOTS)) {
                return;
            }
            size++;
        }
        map.put(fd.number, fd);
    }

    void remove(long number) {
        if (number >= 0 && number < small.length) {
            if (small[(int) number] != null && owns((int) number)) {
                small[(int) number] = null;
                size--;
            }
            return;
        }
        LongMap<FdVersion> map = large;
        if (map != null && map.get(number) != null) {
            map.remove(number);
            budget.giveBack(LARGE_SLOTS);
            size--;
        }
    }

    /** Removes every descriptor that the test names. */
    void removeIf(Predicate<FdVersion> test) {
        for (int number = 0; number < small.length; number++) {
            FdVersion fd = small[number];
            if (fd != null && test.test(fd)) {
                remove(number);
            }
        }
        LongMap<FdVersion> map = large;
        if (map != null) {
            for (FdVersion fd : map.values()) {
                if (test.test(fd)) {
                    remove(fd.number);
                }
            }
        }
    }

    /** Shows every descriptor: small numbers in order, then large ones in order. */
    void forEach(Consumer<FdVersion> action) {
        for (FdVersion fd : small) {
            if (fd != null) {
                action.accept(fd);
            }
        }
        LongMap<FdVersion> map = large;
        if (map != null) {
            map.values().stream()
                    .sorted((one, other) -> Long.compare(one.number, other.number))
                    .forEach(action);
        }
    }

    /** Whether a small number's descriptor passes the test; large ones are not asked, for there may be very many. */
    boolean anySmall(Predicate<FdVersion> test) {
        for (FdVersion fd : small) {
            if (fd != null && test.test(fd)) {
                return true;
            }
        }
        return false;
    }

    /** A table for a child process, with the same descriptors. */
    FdTable forChild() {
        FdTable child = new FdTable(budget);
        Slots array = slots;
        if (array != null) {
            array.users++;
            child.slots = array;
            child.small = small;
            child.size = size;
        }
        LongMap<FdVersion> map = large;
        if (map != null) {
            child.size -= map.size();
            map.values().forEach(child::putLarge);
        }
        return child;
    }

    /** Gives the room back; the table is empty then. */
    void release() {
        leaveSlots();
        LongMap<FdVersion> map = large;
        if (map != null) {
            budget.giveBack((long) LARGE_SLOTS * map.size());
            large = null;
        }
        size = 0;
    }

    private void leaveSlots() {
        Slots array = slots;
        if (array != null && --array.users == 0) {
            budget.giveBack(array.fds.length);
        }
        slots = null;
        small = new @Nullable FdVersion[0];
    }

    /** Makes sure that the array reaches to the number and is nobody else's; false if there is no room. */
    private boolean owns(int number) {
        Slots array = slots;
        if (array != null && array.users == 1 && number < small.length) {
            return true;
        }
        int length = Math.max(FIRST_SLOTS, small.length);
        while (length <= number) {
            length *= 2;
        }
        if (!budget.take(length)) {
            return false;
        }
        @Nullable FdVersion[] own = Arrays.copyOf(small, length);
        leaveSlots();
        small = own;
        slots = new Slots(own);
        return true;
    }
}
