package io.scapula.text;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How values are turned into text.
 *
 * @param buffers     how data buffers are shown
 * @param fullBuffers whether long texts and buffers are shown whole instead of being cut: sysdig's {@code -v}
 * @param time        what {@code evt.outputtime} shows
 * @param zone        time zone of everything that shows a time of day
 */
public record DisplayOptions(BufferFormat buffers, boolean fullBuffers, EventTime time, ZoneId zone) {
    /** As sysdig prints without options, in UTC. */
    public static final DisplayOptions DEFAULT =
            new DisplayOptions(BufferFormat.PRINTABLE, false, EventTime.CLOCK, ZoneOffset.UTC);
}
