package io.scapula.cli;

import io.scapula.table.render.DisplayWidth;
import io.scapula.table.render.DurationFormat;
import io.scapula.table.render.TerminalText;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * One line on standard error that says how far reading has come; nothing at all if that is no terminal or the work
 * takes less than a second. Closing it clears the line.
 *
 * <pre>{@code
 * try (ProgressBar progress = ProgressBar.onStandardError("web-01.scap")) {
 *     capture.index(progress::update);
 * }
 * }</pre>
 *
 * <pre>
 * web-01.scap   42% [########            ]  412 MB/s  3s left
 * </pre>
 *
 * <p>It starts no thread: whoever works calls {@link #update}, as often as is convenient. For one thread.
 */
final class ProgressBar implements AutoCloseable {
    private static final long DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** The clock is read at most once in so many bytes. */
    private static final long BYTES_BETWEEN_LOOKS = 64 * 1024;

    private static final int BAR = 20;
    private static final int LONGEST_LABEL = 24;

    private final PrintStream out;
    private final String label;
    private final LongSupplier clock;
    private final BooleanSupplier isTerminal;
    private final long startNanos;
    private long nextDrawNanos;
    private long nextLook;
    private boolean started;
    private int drawnWidth;

    /** For standard error; the label, such as a file's name, is escaped and shortened. */
    static ProgressBar onStandardError(String label) {
        return new ProgressBar(System.err, label, System::nanoTime, TerminalCheck::isStandardError);
    }

    ProgressBar(PrintStream out, String label, LongSupplier clock, BooleanSupplier isTerminal) {
        this.out = out;
        this.label = DisplayWidth.cut(TerminalText.escape(label), LONGEST_LABEL);
        this.clock = clock;
        this.isTerminal = isTerminal;
        this.startNanos = clock.getAsLong();
        this.nextDrawNanos = startNanos + DELAY_NANOS;
    }

    /**
     * Tells how far the work has come; costs one comparison unless it is time to draw.
     *
     * @param done  bytes done so far
     * @param total bytes there are, or 0 or less if nobody knows
     */
    void update(long done, long total) {
        if (done < nextLook) {
            return;
        }
        nextLook = done + BYTES_BETWEEN_LOOKS;
        long now = clock.getAsLong();
        if (now - nextDrawNanos < 0) {
            return;
        }
        if (!started && !isTerminal.getAsBoolean()) {
            nextLook = Long.MAX_VALUE;
            return;
        }
        started = true;
        nextDrawNanos = now + REDRAW_NANOS;
        draw(label + "  " + describe(done, total, now - startNanos));
    }

    /** Clears the line, if there is one. May be called twice. */
    @Override
    public void close() {
        nextLook = Long.MAX_VALUE;
        if (drawnWidth > 0) {
            out.print('\r' + " ".repeat(drawnWidth) + '\r');
            out.flush();
            drawnWidth = 0;
        }
    }

    private static String describe(long done, long total, long elapsedNanos) {
        double bytesPerSecond = done / (elapsedNanos / 1e9);
        if (total <= 0) {
            return bytes((double) done) + "  " + bytes(bytesPerSecond) + "/s";
        }
        double share = Math.min(1, Math.max(0, (double) done / total));
        int filled = (int) (share * BAR);
        return String.format(
                Locale.ROOT,
                "%3d%% [%s%s]  %s/s  %s left",
                (int) (share * 100),
                "#".repeat(filled),
                " ".repeat(BAR - filled),
                bytes(bytesPerSecond),
                remaining(total - done, bytesPerSecond));
    }

    private static String remaining(long bytesLeft, double bytesPerSecond) {
        if (bytesPerSecond <= 0) {
            return "?";
        }
        long seconds = (long) Math.ceil(Math.max(0, bytesLeft) / bytesPerSecond);
        return DurationFormat.format(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static String bytes(double count) {
        if (count >= 1e9) {
            return String.format(Locale.ROOT, "%.1f GB", count / 1e9);
        }
        return count >= 1e6
                ? String.format(Locale.ROOT, "%.0f MB", count / 1e6)
                : String.format(Locale.ROOT, "%.0f kB", count / 1e3);
    }

    /** Writes over the line before; blanks cover what was longer, which even a terminal without escapes can do. */
    private void draw(String line) {
        int width = DisplayWidth.of(line);
        out.print('\r' + line + " ".repeat(Math.max(0, drawnWidth - width)));
        out.flush();
        drawnWidth = width;
    }
}
