package io.scapula.format;

import io.scapula.format.block.BlockType;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a reader has met so far.
 *
 * @param blocks                    all blocks
 * @param metadataBlocks            blocks that are not events, by type
 * @param unknownBlocks             blocks of types this version does not know
 * @param events                    events with a known code, which is also the last event's number
 * @param eventsByType              the same by type, in the order of their codes; types that do not occur are left out
 * @param unknownEvents             events with a code this version does not know
 * @param eventsWithFewerParameters events that have fewer parameters than the current schema, as older recorders write
 * @param eventsWithMoreParameters  events that have more, as newer recorders write
 */
public record ReadStatistics(
        long blocks,
        Map<BlockType, Long> metadataBlocks,
        long unknownBlocks,
        long events,
        Map<EventType, Long> eventsByType,
        long unknownEvents,
        long eventsWithFewerParameters,
        long eventsWithMoreParameters) {

    /** The counts while they grow. */
    static final class Counter {
        long blocks;
        long unknownBlocks;
        long unknownEvents;
        long eventsWithFewerParameters;
        long eventsWithMoreParameters;
        private final long[] events = new long[EventTable.current().size()];
        private final Map<BlockType, Long> metadata = new EnumMap<>(BlockType.class);

        void events(int code) {
            events[code]++;
        }

        void uncountEvent(int code) {
            events[code]--;
        }

        void metadata(BlockType type) {
            metadata.merge(type, 1L, Long::sum);
        }

        ReadStatistics snapshot() {
            Map<EventType, Long> byType = new LinkedHashMap<>();
            long total = 0;
            for (int code = 0; code < events.length; code++) {
                if (events[code] > 0) {
                    byType.put(EventTable.current().get(code), events[code]);
                    total += events[code];
                }
            }
            return new ReadStatistics(
                    blocks,
                    new EnumMap<>(metadata),
                    unknownBlocks,
                    total,
                    byType,
                    unknownEvents,
                    eventsWithFewerParameters,
                    eventsWithMoreParameters);
        }
    }
}
