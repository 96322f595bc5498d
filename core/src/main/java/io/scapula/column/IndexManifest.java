package io.scapula.column;

import io.scapula.format.CaptureLocation;
import io.scapula.format.CaptureWarning;
import io.scapula.format.FileFingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a saved index says of itself: lines of {@code key=value}, the last one a checksum of those before.
 *
 * @param program      version of the program that made it, and the limits that it was made with
 * @param capture      what it is the index of
 * @param rows         as {@link CaptureIndex#rows()}
 * @param mixedChunks  chunks with a row that is hidden or irregular
 * @param warnings     what was wrong with the capture
 * @param limitReached whether the capture held more than the limits allow
 * @param files        sizes and checksums by name
 */
record IndexManifest(
        String program,
        FileFingerprint capture,
        int rows,
        int startRow,
        long startNanos,
        int sameMannerFrom,
        BitSet mixedChunks,
        List<CaptureWarning> warnings,
        boolean limitReached,
        Map<String, String> files) {
    /** Changes with every change of what the files hold. */
    private static final String FORMAT = "4";

    private static final String CHECKSUM = "checksum=";
    private static final String FILE = "file.";
    private static final String WARNING = "warning.";

    void write(Path path) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("scapula.index", FORMAT);
        values.put("program", program);
        values.put("capture.bytes", Long.toString(capture.bytes()));
        values.put("capture.sha256", capture.sha256());
        values.put("capture.modified", Long.toString(capture.modifiedNanos()));
        values.put("capture.samples", capture.samples());
        values.put("rows", Integer.toString(rows));
        values.put("start.row", Integer.toString(startRow));
        values.put("start.nanos", Long.toString(startNanos));
        values.put("same.manner.from", Integer.toString(sameMannerFrom));
        values.put(
                "mixed.chunks", mixedChunks.stream().mapToObj(Integer::toString).collect(Collectors.joining(",")));
        values.put("limit.reached", Boolean.toString(limitReached));
        for (int index = 0; index < warnings.size(); index++) {
            values.put(WARNING + index, text(warnings.get(index)));
        }
        files.forEach((name, state) -> values.put(FILE + name, state));
        String lines = values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(path, lines + CHECKSUM + checksum(lines) + "\n");
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException if it is damaged, or of another version of the format
     */
    static IndexManifest read(Path path) throws IOException {
        String text = Files.readString(path);
        int end = text.lastIndexOf(CHECKSUM);
        String lines = end < 0 ? "" : text.substring(0, end);
        if (end < 0 || !text.substring(end).equals(CHECKSUM + checksum(lines) + "\n")) {
            throw new IOException(path + " is damaged");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        if (!FORMAT.equals(values.get("scapula.index"))) {
            throw new IOException(path + " is of another version of the format");
        }
        try {
            return of(values);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(path + " makes no sense: " + e.getMessage(), e);
        }
    }

    private static IndexManifest of(Map<String, String> values) {
        BitSet mixed = new BitSet();
        for (String chunk : value(values, "mixed.chunks").split(",", -1)) {
            if (!chunk.isEmpty()) {
                mixed.set(Integer.parseInt(chunk));
            }
        }
        Map<String, String> files = new LinkedHashMap<>();
        List<CaptureWarning> warnings = new ArrayList<>();
        values.forEach((key, value) -> {
            if (key.startsWith(FILE)) {
                files.put(key.substring(FILE.length()), value);
            } else if (key.startsWith(WARNING)) {
                warnings.add(warning(value));
            }
        });
        return new IndexManifest(
                value(values, "program"),
                new FileFingerprint(
                        Long.parseLong(value(values, "capture.bytes")),
                        value(values, "capture.sha256"),
                        Long.parseLong(value(values, "capture.modified")),
                        value(values, "capture.samples")),
                Integer.parseInt(value(values, "rows")),
                Integer.parseInt(value(values, "start.row")),
                Long.parseLong(value(values, "start.nanos")),
                Integer.parseInt(value(values, "same.manner.from")),
                mixed,
                warnings,
                Boolean.parseBoolean(value(values, "limit.reached")),
                files);
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value;
    }

    private static String text(CaptureWarning warning) {
        return warning.kind() + " " + warning.location().block() + " "
                + warning.location().byteOffset() + " " + warning.count() + " "
                + warning.message().replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static CaptureWarning warning(String text) {
        String[] parts = text.split(" ", 5);
        if (parts.length != 5) {
            throw new IllegalArgumentException("a warning without a message");
        }
        return new CaptureWarning(
                CaptureWarning.Kind.valueOf(parts[0]),
                new CaptureLocation(Long.parseLong(parts[1]), Long.parseLong(parts[2])),
                Long.parseLong(parts[3]),
                parts[4].replace("\\n", "\n").replace("\\\\", "\\"));
    }

    private static String checksum(String lines) {
        CRC32C checksum = new CRC32C();
        checksum.update(lines.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }

    /** The state of a file of the index, or {@code null} if it has no such file. */
    @Nullable
    String file(String name) {
        return files.get(name);
    }
}
