package io.scapula.format.testing;

import io.scapula.format.CaptureCopy;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWriter;
import io.scapula.format.ReadOptions;
import io.scapula.format.WriteOptions;
import io.scapula.format.WriteStatistics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A capture, read and written again.
 *
 * @param bytes      as they are stored
 * @param result     how the copy went
 * @param statistics what the writer had to do
 */
public record Written(byte[] bytes, CaptureCopy.Result result, WriteStatistics statistics) {
    public static Written copy(byte[] capture, WriteOptions options) {
        try {
            return copy(
                    CaptureReader.open(new ByteArrayInputStream(capture), Reading.NAME, ReadOptions.DEFAULT), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Written copy(Path capture, WriteOptions options) {
        try {
            return copy(CaptureReader.open(capture), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Written copy(CaptureReader opened, WriteOptions options) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CaptureReader reader = opened;
                CaptureWriter writer = CaptureWriter.to(bytes, options)) {
            CaptureCopy.Result result = CaptureCopy.copy(reader, writer, (read, total) -> {});
            return new Written(bytesAfter(writer, bytes), result, writer.statistics());
        }
    }

    private static byte[] bytesAfter(CaptureWriter writer, ByteArrayOutputStream bytes) throws IOException {
        writer.commit();
        return bytes.toByteArray();
    }
}
