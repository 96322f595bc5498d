package io.scapula.format.block;

import java.nio.ByteBuffer;

/**
 * A block of a type this version does not know, kept as it is.
 *
 * @param typeCode the type in the file
 * @param body     its body, padding included, read-only
 */
public record UnknownBlock(int typeCode, ByteBuffer body) implements MetadataBlock {
    public UnknownBlock {
        body = body.asReadOnlyBuffer().order(body.order());
    }

    /** Writes the body as it was read. */
    public void encode(BlockBuilder builder) {
        builder.bytes(body);
    }
}
