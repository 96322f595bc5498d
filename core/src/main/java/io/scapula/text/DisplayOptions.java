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
 * @param hostUsers   whether users and groups in containers have the names that the host has for their ids, as in programs
 *                    that know nothing of containers; without user namespaces they are the same to the kernel
 */
public record DisplayOptions(
        BufferFormat buffers, boolean fullBuffers, EventTime time, ZoneId zone, boolean hostUsers) {
    /** As sysdig prints without options, in UTC. */
    public static final DisplayOptions DEFAULT =
            new DisplayOptions(BufferFormat.PRINTABLE, false, EventTime.CLOCK, ZoneOffset.UTC);

    /** With the names that containers have for their users. */
    public DisplayOptions(BufferFormat buffers, boolean fullBuffers, EventTime time, ZoneId zone) {
        this(buffers, fullBuffers, time, zone, false);
    }

    /** The same with the host's names for users in containers. */
    public DisplayOptions withHostUsers() {
        return new DisplayOptions(buffers, fullBuffers, time, zone, true);
    }
}
