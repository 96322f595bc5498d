package io.scapula.damage;

import java.util.Arrays;
import java.util.Random;

/**
 * Damage to a run of bytes, and where the bytes after it came from.
 *
 * @param kind    what was done
 * @param damaged the bytes with the damage
 * @param from    first offset that is damaged, in the damaged bytes; of what was left out, where it was
 * @param to      first offset after it that holds what was there before
 * @param shift   what to add to offsets from there on to come to those of the sound bytes
 */
record Fault(Kind kind, byte[] damaged, int from, int to, int shift) {
    private static final int LONGEST = 1 << 16;

    /** What can happen to a file. */
    enum Kind {
        BIT_FLIP,
        CUT,
        ZEROED,
        DOUBLED,
        LEFT_OUT;

        /** Whether nearly everything else must still be read. */
        boolean isSmall() {
            return this == BIT_FLIP || this == CUT;
        }
    }

    static Fault of(Kind kind, byte[] sound, Random random) {
        int at = random.nextInt(sound.length);
        int length = 1 + random.nextInt(Math.min(LONGEST, sound.length / 8));
        int end = Math.min(sound.length, at + length);
        return switch (kind) {
            case BIT_FLIP -> {
                byte[] damaged = sound.clone();
                damaged[at] ^= (byte) (1 << random.nextInt(8));
                yield new Fault(kind, damaged, at, at + 1, 0);
            }
            case CUT -> new Fault(kind, Arrays.copyOf(sound, at), at, at, 0);
            case ZEROED -> {
                byte[] damaged = sound.clone();
                Arrays.fill(damaged, at, end, (byte) 0);
                yield new Fault(kind, damaged, at, end, 0);
            }
            case DOUBLED -> {
                byte[] damaged = Arrays.copyOf(sound, sound.length + end - at);
                System.arraycopy(sound, at, damaged, end, sound.length - at);
                yield new Fault(kind, damaged, end, end, at - end);
            }
            case LEFT_OUT -> {
                byte[] damaged = Arrays.copyOf(sound, sound.length - (end - at));
                System.arraycopy(sound, end, damaged, at, sound.length - end);
                yield new Fault(kind, damaged, at, at, end - at);
            }
        };
    }

    /** Where bytes of the damaged capture were in the sound one. */
    long inSound(long offset) {
        return offset < to ? offset : offset + shift;
    }

    /** Whether bytes of the damaged capture hold damage, or both sides of a seam. */
    boolean touches(long start, long end) {
        return from == to ? start < from && end > from : start < to && end > from;
    }

    /** Whether bytes of the sound capture are all there in the damaged one, one after the other. */
    boolean keeps(long start, long end) {
        return switch (kind) {
            case BIT_FLIP, ZEROED -> end <= from || start >= to;
            case CUT -> end <= from;
            case DOUBLED -> end <= from || start >= from + shift;
            case LEFT_OUT -> end <= from || start >= from + shift;
        };
    }

    @Override
    public String toString() {
        return kind + " at " + from + " to " + to + " of " + damaged.length;
    }
}
