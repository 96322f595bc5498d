package io.scapula.format;

import java.util.stream.LongStream;

/**
 * How much a capture may ask for. A capture comes from a machine that somebody else controlled: without limits, a few
 * forged bytes could claim all memory.
 *
 * <p>Memory is only ever taken for bytes that are really there, so generous limits cost nothing on honest captures.
 *
 * @param maxBlockBytes    largest block that is read; a larger one ends the reading with a warning
 * @param maxThreads       most entries taken from one process list
 * @param maxDescriptors   most entries taken from the descriptor lists of one section
 * @param maxListEntries   most entries taken from one user or interface list
 * @param maxPendingEnters most threads whose last enter event is remembered to complete exit events
 * @param maxBytes         most bytes that are read, uncompressed; what lies beyond is left out with a warning
 * @param maxExpansion     most bytes that one stored byte may stand for, once there are more than {@value #FREE_BYTES}
 *                         bytes; a compressed stream that claims more is left with a warning
 * @param maxSearchedBytes how far the next sound block is searched for behind damage
 */
public record ReadLimits(
        int maxBlockBytes,
        int maxThreads,
        int maxDescriptors,
        int maxListEntries,
        int maxPendingEnters,
        long maxBytes,
        int maxExpansion,
        long maxSearchedBytes) {

    /** Bytes that a compressed stream may have however well it is compressed. */
    public static final long FREE_BYTES = 1L << 20;

    private static final long DEFAULT_MAX_BYTES = 1L << 42;
    private static final int DEFAULT_MAX_EXPANSION = 500;
    private static final long DEFAULT_MAX_SEARCHED_BYTES = 1L << 33;

    /**
     * 512 MiB blocks, 262144 threads, 4194304 descriptors, 262144 list entries, 262144 pending enters, 4 TiB in all, 500
     * bytes for each stored byte, 8 GiB without a block.
     */
    public static final ReadLimits DEFAULT = new ReadLimits(512 << 20, 1 << 18, 1 << 22, 1 << 18, 1 << 18);

    public ReadLimits {
        long least = LongStream.of(
                        maxThreads,
                        maxDescriptors,
                        maxListEntries,
                        maxPendingEnters,
                        maxBytes,
                        maxExpansion,
                        maxSearchedBytes)
                .min()
                .orElseThrow();
        if (maxBlockBytes < 64 || least < 1) {
            throw new IllegalArgumentException("every limit must be positive, and a block at least 64 bytes: "
                    + maxBlockBytes + ", " + maxThreads + ", " + maxDescriptors + ", " + maxListEntries + ", "
                    + maxPendingEnters + ", " + maxBytes + ", " + maxExpansion + ", " + maxSearchedBytes);
        }
    }

    /** Limits on blocks, lists and threads, and the default ones on bytes. */
    public ReadLimits(int maxBlockBytes, int maxThreads, int maxDescriptors, int maxListEntries, int maxPendingEnters) {
        this(
                maxBlockBytes,
                maxThreads,
                maxDescriptors,
                maxListEntries,
                maxPendingEnters,
                DEFAULT_MAX_BYTES,
                DEFAULT_MAX_EXPANSION,
                DEFAULT_MAX_SEARCHED_BYTES);
    }

    public ReadLimits withMaxBlockBytes(int bytes) {
        return with(bytes, maxThreads, maxBytes, maxExpansion, maxSearchedBytes);
    }

    public ReadLimits withMaxThreads(int threads) {
        return with(maxBlockBytes, threads, maxBytes, maxExpansion, maxSearchedBytes);
    }

    public ReadLimits withMaxBytes(long bytes) {
        return with(maxBlockBytes, maxThreads, bytes, maxExpansion, maxSearchedBytes);
    }

    public ReadLimits withMaxExpansion(int expansion) {
        return with(maxBlockBytes, maxThreads, maxBytes, expansion, maxSearchedBytes);
    }

    public ReadLimits withMaxSearchedBytes(long bytes) {
        return with(maxBlockBytes, maxThreads, maxBytes, maxExpansion, bytes);
    }

    private ReadLimits with(int block, int threads, long bytes, int expansion, long searched) {
        return new ReadLimits(
                block, threads, maxDescriptors, maxListEntries, maxPendingEnters, bytes, expansion, searched);
    }
}
