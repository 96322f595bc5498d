package io.scapula.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Changes bytes as fuzzers do: flips, odd numbers, cuts, repetitions and pieces of other inputs. */
final class Changes {
    private static final int MOST_CHANGES = 6;
    private static final int[] ODD = {
        0, 1, 2, 4, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, -1
    };

    private final SplittableRandom random;
    private final List<byte[]> seeds;

    Changes(long seed, List<byte[]> seeds) {
        this.random = new SplittableRandom(seed);
        this.seeds = seeds;
    }

    /** The next input. */
    byte[] next() {
        byte[] bytes = pick().clone();
        for (int change = random.nextInt(1, MOST_CHANGES); change > 0; change--) {
            bytes = bytes.length == 0 ? noise(random.nextInt(1, 64)) : changed(bytes);
        }
        return bytes;
    }

    private byte[] pick() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] changed(byte[] bytes) {
        int position = random.nextInt(bytes.length);
        int length = random.nextInt(1, 2 + Math.min(64, bytes.length - position));
        int end = Math.min(bytes.length, position + length);
        switch (random.nextInt(8)) {
            case 0 -> bytes[position] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[position] = (byte) random.nextInt();
            case 2 -> odd(bytes, position);
            case 3 -> {
                return Arrays.copyOf(bytes, position);
            }
            case 4 -> {
                return joined(bytes, position, noise(length), end);
            }
            case 5 -> {
                return joined(bytes, position, Arrays.copyOfRange(bytes, position, end), position);
            }
            case 6 -> {
                byte[] other = pick();
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                int to = Math.min(other.length, from + length);
                return joined(bytes, position, Arrays.copyOfRange(other, from, to), position);
            }
            default -> {
                return joined(bytes, position, new byte[0], end);
            }
        }
        return bytes;
    }

    /** An odd number of one, two or four bytes, in either order. */
    private void odd(byte[] bytes, int position) {
        int value = ODD[random.nextInt(ODD.length)];
        int width = 1 << random.nextInt(3);
        boolean reversed = random.nextBoolean();
        for (int octet = 0; octet < width && position + octet < bytes.length; octet++) {
            int shift = 8 * (reversed ? width - 1 - octet : octet);
            bytes[position + octet] = (byte) (value >>> shift);
        }
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] joined(byte[] bytes, int before, byte[] between, int after) {
        byte[] joined = Arrays.copyOf(bytes, before + between.length + bytes.length - after);
        System.arraycopy(between, 0, joined, before, between.length);
        System.arraycopy(bytes, after, joined, before + between.length, bytes.length - after);
        return joined;
    }
}
