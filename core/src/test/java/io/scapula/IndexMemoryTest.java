package io.scapula;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class IndexMemoryTest {
    @Test
    void budgetsAreNotNegative() {
        assertThatThrownBy(() -> new IndexMemory(-1, Path.of(""))).isInstanceOf(IllegalArgumentException.class);
    }
}
