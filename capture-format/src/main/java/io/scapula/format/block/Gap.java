package io.scapula.format.block;

/**
 * Not a block, but the place where some were lost: what comes next does not follow what came before. An exit event after
 * it need not belong to the enter event before it.
 */
public record Gap() implements MetadataBlock {}
