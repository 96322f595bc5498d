package io.scapula;

import java.nio.file.Path;

/**
 * Where the index of a capture is kept.
 *
 * @param budgetBytes how much of it may be memory outside the heap; what goes beyond is a temporary file
 * @param directory   where that file goes
 */
public record IndexMemory(long budgetBytes, Path directory) {
    /** Half of what the JVM may take, and the system's temporary directory. */
    public static final IndexMemory DEFAULT =
            new IndexMemory(Runtime.getRuntime().maxMemory() / 2, Path.of(System.getProperty("java.io.tmpdir")));

    public IndexMemory {
        if (budgetBytes < 0) {
            throw new IllegalArgumentException("a memory budget cannot be negative: " + budgetBytes);
        }
    }
}
