package io.scapula.state;

/**
 * How much state a capture may claim. What lies beyond is left out and reported as a warning.
 *
 * @param maxThreads             threads alive at the same time
 * @param maxThreadVersions      versions of threads kept over the whole capture, and as many processes,
 *                               programs and failed starts together
 * @param maxContainers          containers
 * @param maxContainerTextLength characters of one container description
 */
public record StateLimits(int maxThreads, int maxThreadVersions, int maxContainers, int maxContainerTextLength) {
    /** 524288 threads, 4194304 versions, 65536 containers, 8 MiB of description. */
    public static final StateLimits DEFAULT = new StateLimits(1 << 19, 1 << 22, 1 << 16, 8 << 20);

    public StateLimits {
        if (maxThreads < 1 || maxThreadVersions < 1 || maxContainers < 1 || maxContainerTextLength < 1) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}
