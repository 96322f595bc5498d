package io.scapula.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreadlessRowsTest {
    @Test
    void haveTheSameNumberUntilSomethingChanges() {
        ThreadlessRows rows = new ThreadlessRows(Set.of(10, 20), Set.of());

        assertThat(rows.number(0)).isEqualTo(rows.number(9)).isNotEqualTo(RowKeys.NONE);
        assertThat(rows.number(10)).isEqualTo(rows.number(19)).isNotEqualTo(rows.number(9));
        assertThat(rows.number(20)).isEqualTo(rows.number(1000)).isNotIn(rows.number(9), rows.number(19));
        assertThat(rows.count()).isGreaterThan(rows.number(20));
    }

    @Test
    void thatDescribeAContainerHaveNone() {
        ThreadlessRows rows = new ThreadlessRows(Set.of(10, 13), Set.of(0, 10, 11, 12));

        for (int described : new int[] {0, 10, 11, 12}) {
            assertThat(rows.number(described)).isEqualTo(RowKeys.NONE);
        }
        assertThat(rows.number(1)).isEqualTo(rows.number(9)).isNotEqualTo(RowKeys.NONE);
        assertThat(rows.number(13)).isNotIn(rows.number(9), RowKeys.NONE);
    }

    @Test
    void goOnAfterADescribedRowAsBefore() {
        ThreadlessRows rows = new ThreadlessRows(Set.of(10), Set.of(15));

        assertThat(rows.number(16)).isEqualTo(rows.number(14));
    }
}
