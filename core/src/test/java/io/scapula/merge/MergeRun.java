package io.scapula.merge;

import io.scapula.format.CaptureWriter;
import io.scapula.format.WriteOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A merge of captures that a test made up.
 *
 * @param capture the merged capture
 * @param result  how it went
 */
record MergeRun(byte[] capture, MergeResult result) {
    static MergeRun of(Path folder, byte[]... captures) {
        return of(folder, MergeOptions.DEFAULT, captures);
    }

    /** The captures are files in the folder, a.scap, b.scap and so on. */
    static MergeRun of(Path folder, MergeOptions options, byte[]... captures) {
        try {
            List<Path> files = new ArrayList<>();
            for (byte[] capture : captures) {
                files.add(Files.write(folder.resolve((char) ('a' + files.size()) + ".scap"), capture));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CaptureMerge merge = CaptureMerge.of(files, options, (read, total) -> {});
            MergeResult result;
            try (CaptureWriter writer = CaptureWriter.to(bytes, WriteOptions.DEFAULT)) {
                result = merge.copyTo(writer, (read, total) -> {});
                writer.commit();
            }
            return new MergeRun(bytes.toByteArray(), result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only seam. */
    Seam seam() {
        if (result.seams().size() != 1) {
            throw new AssertionError(result.seams());
        }
        return result.seams().get(0);
    }
}
