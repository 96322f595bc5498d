package io.scapula.format;

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
 */
public record ReadLimits(
        int maxBlockBytes, int maxThreads, int maxDescriptors, int maxListEntries, int maxPendingEnters) {

    /** 512 MiB blocks, 262144 threads, 4194304 descriptors, 262144 list entries, 262144 pending enters. */
    public static final ReadLimits DEFAULT = new ReadLimits(512 << 20, 1 << 18, 1 << 22, 1 << 18, 1 << 18);

    public ReadLimits {
        if (maxBlockBytes < 64 || maxThreads < 1 || maxDescriptors < 1 || maxListEntries < 1 || maxPendingEnters < 1) {
            throw new IllegalArgumentException("every limit must be positive, and a block at least 64 bytes: "
                    + maxBlockBytes + ", " + maxThreads + ", " + maxDescriptors + ", " + maxListEntries + ", "
                    + maxPendingEnters);
        }
    }

    public ReadLimits withMaxBlockBytes(int bytes) {
        return new ReadLimits(bytes, maxThreads, maxDescriptors, maxListEntries, maxPendingEnters);
    }

    public ReadLimits withMaxThreads(int threads) {
        return new ReadLimits(maxBlockBytes, threads, maxDescriptors, maxListEntries, maxPendingEnters);
    }
}
