package io.scapula.relation;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Reads the rows of a {@link Relation}, one piece after the other. For one thread. */
public interface RelationReader extends Closeable {
    /** Begins a piece, from 0. Pieces are best read in ascending order. */
    void open(int piece);

    /**
     * Reads the next rows of the piece.
     *
     * @param targets one for each wanted column; takes the cells of row 0, 1, 2…
     * @param most    how many rows at most
     * @return how many rows were read; 0 at the end of the piece
     * @throws IOException           if the capture cannot be read again for what only a replay tells
     * @throws IllegalStateException if the capture is closed
     */
    int next(List<? extends CellSink> targets, int most) throws IOException;

    /** Gives back what reading needed. */
    @Override
    void close() throws IOException;
}
