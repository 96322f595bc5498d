package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineDifferencesTest {
    @Test
    void equalTextsDoNotDiffer() {
        assertThat(LineDifferences.between("a\nb\n", "a\nb\n").count()).isZero();
    }

    @Test
    void countsAChangedLineOnce() {
        LineDifferences differences = LineDifferences.between("a\nb\nc\n", "a\nx\nc\n");

        assertThat(differences.count()).isOne();
        assertThat(differences.report()).contains("line 2", "sysdig:  b", "scapula: x");
    }

    @Test
    void countsAMissingLine() {
        assertThat(LineDifferences.between("a\nb\nc\n", "a\nc\n").count()).isOne();
    }

    @Test
    void countsLinesTooMany() {
        assertThat(LineDifferences.between("a\nb\n", "x\na\ny\nb\nz\n").count()).isEqualTo(3);
    }

    @Test
    void goesOnAfterLinesThatRepeat() {
        assertThat(LineDifferences.between("a\na\nb\nc\n", "a\nb\nc\n").count()).isOne();
    }

    @Test
    void noticesAMissingLineFeedAtTheEnd() {
        assertThat(LineDifferences.between("a\nb\n", "a\nb").count()).isOne();
    }
}
