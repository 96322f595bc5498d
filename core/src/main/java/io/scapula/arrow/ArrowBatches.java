package io.scapula.arrow;

import java.util.List;

/** Batches that are laid out already, outside the heap. */
public interface ArrowBatches {
    /** The columns of all batches. */
    List<ArrowColumn> columns();

    /** How many batches there are. */
    int count();

    /** A batch; its buffers are direct ones. */
    ArrowBatch get(int index);
}
