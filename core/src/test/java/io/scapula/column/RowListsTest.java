package io.scapula.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class RowListsTest {
    private static final int FIRST_ROW = 3 << EventColumns.CHUNK_BITS;

    private final RowLists.Sorter sorter = new RowLists.Sorter();

    @Test
    void holdEveryShownRowOnce() throws IOException {
        assertSorted(row -> row * 31 % 1000, 0.5);
        assertSorted(row -> row, 1);
        assertSorted(row -> row % 2, 1);
    }

    @Test
    void holdMostRowsWithoutListingThem() throws IOException {
        IntUnaryOperator mostly = row -> row % 4 == 0 ? row % 1000 : 7;

        RowLists lists = assertSorted(mostly, 0.9);

        assertThat(lists.bytes()).isLessThan(EventColumns.CHUNK_ROWS);
    }

    @Test
    void areNoneWithoutRows() throws IOException {
        assertThat(assertSorted(row -> 1, 0).count()).isZero();
    }

    private RowLists assertSorted(IntUnaryOperator keyOf, double share) throws IOException {
        Random random = new Random(1);
        long[] shown = new long[Selection.WORDS];
        for (int at = 0; at < EventColumns.CHUNK_ROWS; at++) {
            shown[at >>> 6] |= random.nextDouble() < share ? 1L << at : 0;
        }
        RowLists lists = sorter.sort(keyOf, FIRST_ROW, shown, ByteBuffer::allocate);

        BitSet met = new BitSet();
        for (int list = 0; list < lists.count(); list++) {
            long[] words = new long[Selection.WORDS];
            lists.addTo(list, words);
            BitSet rows = BitSet.valueOf(words);
            int key = lists.key(list);
            assertThat(rows.isEmpty()).isFalse();
            assertThat(rows.stream()).allMatch(at -> keyOf.applyAsInt(FIRST_ROW + at) == key);
            assertThat(met.intersects(rows)).isFalse();
            assertThat(lists.firstOf(list, words)).isEqualTo(rows.nextSetBit(0));
            assertThat(lists.firstOf(list, new long[Selection.WORDS])).isEqualTo(-1);
            met.or(rows);
        }
        assertThat(met).isEqualTo(BitSet.valueOf(shown));
        return lists;
    }
}
