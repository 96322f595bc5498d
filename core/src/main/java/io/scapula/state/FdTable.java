package io.scapula.state;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of one process by number. Small numbers, which are nearly all, are looked up in an array; a child's
 * table shares its parent's array until one of them changes.
 *
 * <p>What events show of a descriptor is what the field's libraries show. They leave a descriptor as it was when an unknown one
 * is copied over it, and give a child in a pid namespace what its parent has when the child is heard of, not what it had at
 * the clone. Where that is known to be wrong, a second table, the {@linkplain #truth() truth}, holds what is right.
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
    private @Nullable FdTable truth;

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

    /** What is known to be right; this table, unless something in it is known to be wrong. */
    FdTable truth() {
        FdTable right = truth;
        return right == null ? this : right;
    }

    /** Says what the process really has, as far as it differs from this table. */
    void correct(FdTable right) {
        FdTable earlier = truth;
        if (earlier != null) {
            earlier.release();
        }
        truth = right;
    }

    /**
     * Says what a number really stands for.
     *
     * @param fd {@code null} if that is not known
     */
    void correct(long number, @Nullable FdVersion fd) {
        if (truth().get(number) == fd) {
            return;
        }
        FdTable right = truth;
        if (right == null) {
            right = forChild();
            truth = right;
        }
        if (fd == null) {
            right.remove(number);
        } else {
            right.put(fd);
        }
    }

    /** Takes a descriptor in under its number; it is left out if there is no room. */
    void put(FdVersion fd) {
        FdTable right = truth;
        if (right != null) {
            right.put(fd);
        }
        long number = fd.number;
        if (number < 0 || number >= MOST_SMALL) {
            putLarge(fd);
        } else if (owns((int) number)) {
            size += small[(int) number] == null ? 1 : 0;
            small[(int) number] = fd;
        }
    }

    /** Puts another version of a descriptor in its place; where the truth is another descriptor, it stays that. */
    void replace(@Nullable FdVersion old, FdVersion changed) {
        FdTable right = truth;
        truth = null;
        put(changed);
        truth = right;
        if (right != null && right.get(changed.number) == old) {
            right.put(changed);
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
        FdTable right = truth;
        if (right != null) {
            right.remove(number);
        }
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
        FdTable right = truth;
        if (right != null) {
            right.removeIf(test);
        }
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
        FdTable right = truth;
        child.truth = right == null ? null : right.forChild();
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
        FdTable right = truth;
        if (right != null) {
            right.release();
            truth = null;
        }
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
