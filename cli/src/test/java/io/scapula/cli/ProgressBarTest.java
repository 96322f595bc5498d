package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MEGABYTE = 1_000_000L;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    private long now = 5 * SECOND;
    private int clockReads;
    private int terminalChecks;

    @Test
    void staysSilentForWorkOfLessThanASecond() {
        ProgressBar progress = bar(true);
        now += SECOND - 1;
        progress.update(50 * MEGABYTE, 100 * MEGABYTE);
        progress.close();

        assertThat(written()).isEmpty();
        assertThat(terminalChecks).isZero();
    }

    @Test
    void saysPercentSpeedAndWhatRemains() {
        ProgressBar progress = bar(true);
        now += 2 * SECOND;
        progress.update(420 * MEGABYTE, 1000 * MEGABYTE);

        assertThat(written()).isEqualTo("\rweb-01.scap   42% [########            ]  210 MB/s  3s left");
    }

    @Test
    void saysHowMuchWasReadWhenNobodyKnowsTheTotal() {
        ProgressBar progress = bar(true);
        now += 2 * SECOND;
        progress.update(3_000 * MEGABYTE, 0);

        assertThat(written()).isEqualTo("\rweb-01.scap  3.0 GB  1.5 GB/s");
    }

    @Test
    void drawsAtMostTenTimesASecond() {
        ProgressBar progress = bar(true);
        now += 2 * SECOND;
        progress.update(10 * MEGABYTE, 100 * MEGABYTE);
        now += SECOND / 20;
        progress.update(11 * MEGABYTE, 100 * MEGABYTE);
        now += SECOND / 20;
        progress.update(12 * MEGABYTE, 100 * MEGABYTE);

        assertThat(written()).contains(" 10% ", " 12% ").doesNotContain(" 11% ");
    }

    @Test
    void coversALongerLineWithBlanksAndClearsItAtTheEnd() {
        ProgressBar progress = bar(true);
        now += 2 * SECOND;
        progress.update(3_000 * MEGABYTE, 0);
        now += 998 * SECOND;
        progress.update(4_000 * MEGABYTE, 0);
        progress.close();
        progress.close();

        assertThat(written())
                .isEqualTo("\rweb-01.scap  3.0 GB  1.5 GB/s"
                        + "\rweb-01.scap  4.0 GB  4 MB/s  "
                        + "\r" + " ".repeat(27) + "\r");
    }

    @Test
    void writesNothingWhenStandardErrorIsNoTerminalAndAsksOnce() {
        ProgressBar progress = bar(false);
        now += 2 * SECOND;
        progress.update(10 * MEGABYTE, 100 * MEGABYTE);
        progress.update(20 * MEGABYTE, 100 * MEGABYTE);
        progress.close();

        assertThat(written()).isEmpty();
        assertThat(terminalChecks).isEqualTo(1);
    }

    @Test
    void readsTheClockOnlyOnceInAWhile() {
        ProgressBar progress = bar(true);
        int before = clockReads;
        for (int done = 0; done < 1_000_000; done += 100) {
            progress.update(done, MEGABYTE);
        }

        assertThat(clockReads - before).isLessThan(20);
    }

    @Test
    void staysWithinAHundredPercent() {
        ProgressBar progress = bar(true);
        now += 2 * SECOND;
        progress.update(200 * MEGABYTE, 100 * MEGABYTE);

        assertThat(written()).contains("100% [####################]").endsWith("0s left");
    }

    @Test
    void escapesAndShortensItsLabel() {
        ProgressBar progress = new ProgressBar(out, "\u001b]0;x" + "y".repeat(40), this::tick, () -> true);
        now += 2 * SECOND;
        progress.update(MEGABYTE, 0);

        assertThat(written()).startsWith("\r\\x1b]0;xyyyyyyyyyyyyyyy…  ");
    }

    private ProgressBar bar(boolean isTerminal) {
        return new ProgressBar(out, "web-01.scap", this::tick, () -> {
            terminalChecks++;
            return isTerminal;
        });
    }

    private long tick() {
        clockReads++;
        return now;
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
