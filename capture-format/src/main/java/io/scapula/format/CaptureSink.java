package io.scapula.format;

import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import java.io.IOException;

/**
 * Takes a capture from its first block to its last: a {@link CaptureWriter}, or a stage in front of one that leaves out,
 * changes or adds something and hands the rest on.
 *
 * <p>In the order of a capture: a section header, its other blocks, its events, and the next section header. What an event
 * view shows is only valid during the call.
 */
public interface CaptureSink {
    /** Starts a section; everything that earlier sections told is void. */
    void section(SectionHeader header) throws IOException;

    /** A block before the section's first event; not a section header. */
    void metadata(MetadataBlock block) throws IOException;

    /** An event with other dump flags than it was recorded with, table {@code dump_flags}. */
    void event(EventView event, int dumpFlags) throws IOException;

    /** An event as it was recorded. */
    default void event(EventView event) throws IOException {
        event(event, event.dumpFlags());
    }

    /** The capture is complete: the time to hand on what was held back. A writer has nothing to do. */
    default void end() throws IOException {}
}
