package io.scapula.redact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.scapula.format.CaptureText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Writes which token stands for which secret, one JSON object a line: {@code token}, {@code secret} (or {@code secret_base64} if
 * it is no text), {@code kind}, {@code count}, {@code first_event} and {@code everywhere}. Whoever has the file has the
 * secrets, so only its owner may read it.
 */
public final class ReplacementMap {
    private static final String OWNER_ONLY = "rw-------";

    private ReplacementMap() {}

    /**
     * Writes a file, in place of one that has the name.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, List<Replacement> replacements) throws IOException {
        Files.deleteIfExists(file);
        try (OutputStream stream = Channels.newOutputStream(Files.newByteChannel(
                        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly()));
                JsonGenerator json = new JsonFactory().createGenerator(stream)) {
            json.setRootValueSeparator(null);
            for (Replacement replacement : replacements) {
                write(json, replacement);
                json.writeRaw('\n');
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }

    private static void write(JsonGenerator json, Replacement replacement) throws IOException {
        json.writeStartObject();
        json.writeStringField("token", replacement.token());
        if (replacement.secret().codePoints().anyMatch(CaptureText::isInvalidByte)) {
            json.writeBinaryField("secret_base64", CaptureText.encode(replacement.secret()));
        } else {
            json.writeStringField("secret", replacement.secret());
        }
        json.writeStringField("kind", replacement.kind());
        json.writeNumberField("count", replacement.count());
        json.writeNumberField("first_event", replacement.firstEvent());
        json.writeBooleanField("everywhere", replacement.everywhere());
        json.writeEndObject();
    }
}
