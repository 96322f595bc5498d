package io.scapula.format;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a written capture is compressed. */
public enum OutputCompression {
    NONE("none", 0, 0, 0),
    /** RFC 1952, which every reader of captures knows. */
    GZIP("gzip", 6, 1, 9),
    /** RFC 8878, one frame with a checksum. Only Scapula reads it without decompressing it first. */
    ZSTD("zstd", 3, 1, 22),
    /**
     * zstd frames of about a mebibyte, each beginning with a block and having a checksum, and a table of their places in a
     * skippable frame behind them. Any zstd makes the plain capture of it; Scapula fetches single events from it.
     *
     * @see <a href="https://github.com/facebook/zstd/blob/dev/contrib/seekable_format/zstd_seekable_compression_format.md">the
     *     seekable format</a>
     */
    SEEKABLE_ZSTD("seekable-zstd", 3, 1, 22);

    private final String label;
    private final int usualLevel;
    private final int lowestLevel;
    private final int highestLevel;

    OutputCompression(String label, int usualLevel, int lowestLevel, int highestLevel) {
        this.label = label;
        this.usualLevel = usualLevel;
        this.lowestLevel = lowestLevel;
        this.highestLevel = highestLevel;
    }

    /** What the file's name asks for: {@code .gz} gzip, {@code .zst} seekable zstd, anything else nothing. */
    public static OutputCompression ofName(Path file) {
        Path name = file.getFileName();
        String lower = name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz")) {
            return GZIP;
        }
        return lower.endsWith(".zst") || lower.endsWith(".zstd") ? SEEKABLE_ZSTD : NONE;
    }

    /** The compression with this name, or {@code null}. */
    public static @Nullable OutputCompression named(String name) {
        for (OutputCompression compression : values()) {
            if (compression.label.equals(name)) {
                return compression;
            }
        }
        return null;
    }

    /** The level that is used if none is asked for. */
    public int usualLevel() {
        return usualLevel;
    }

    public int lowestLevel() {
        return lowestLevel;
    }

    public int highestLevel() {
        return highestLevel;
    }

    /** The name as it is typed. */
    @Override
    public String toString() {
        return label;
    }
}
