package io.scapula.format;

/**
 * What a {@link CaptureWriter} has written, and what it had to change.
 *
 * @param sections          section headers
 * @param metadataBlocks    blocks that are neither section headers nor events
 * @param events            events
 * @param bytes             bytes before compression
 * @param eventsLeftOut     events that the profile does not have or whose layout this version does not know
 * @param eventsCut         events that were longer than their block may be, so that a parameter or comment was cut
 * @param textsCut          texts in lists that were longer than readers accept
 * @param blocksLeftOut     unknown blocks of the other byte order, which cannot be turned without knowing them
 * @param parametersUnturned parameters of the other byte order which the schema does not have; they were kept as they are
 */
public record WriteStatistics(
        long sections,
        long metadataBlocks,
        long events,
        long bytes,
        long eventsLeftOut,
        long eventsCut,
        long textsCut,
        long blocksLeftOut,
        long parametersUnturned) {

    /** The counts while they grow. */
    static final class Counter {
        long sections;
        long metadataBlocks;
        long events;
        long eventsLeftOut;
        long eventsCut;
        long blocksLeftOut;

        WriteStatistics snapshot(long bytes, long textsCut, long parametersUnturned) {
            return new WriteStatistics(
                    sections,
                    metadataBlocks,
                    events,
                    bytes,
                    eventsLeftOut,
                    eventsCut,
                    textsCut,
                    blocksLeftOut,
                    parametersUnturned);
        }
    }
}
