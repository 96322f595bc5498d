package io.scapula.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What was read; JMH reports both by the second. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Progress {
    /** Events met. */
    public long events;

    /** Uncompressed bytes read. */
    public long bytes;
}
