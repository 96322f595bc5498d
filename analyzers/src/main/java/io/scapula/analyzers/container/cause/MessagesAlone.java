package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.watch.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * Errors that a program tells in the C library's words although no such call was recorded: the recorder does not know every
 * call, and tells of some only their number. Never certain.
 */
final class MessagesAlone implements CauseFinder {
    private record Phrase(String text, String cause, double confidence) {}

    private static final List<Phrase> PHRASES = List.of(
            new Phrase("error while loading shared libraries", "missing_library", 0.72),
            new Phrase("error loading shared library", "missing_library", 0.72),
            new Phrase("cannot open shared object file", "missing_library", 0.7),
            new Phrase("bad interpreter", "missing_interpreter", 0.72),
            new Phrase("exec format error", "missing_interpreter", 0.6),
            new Phrase("no space left on device", "disk_full", 0.7),
            new Phrase("disk quota exceeded", "disk_full", 0.7),
            new Phrase("address already in use", "address_in_use", 0.7),
            new Phrase("eaddrinuse", "address_in_use", 0.7),
            new Phrase("connection refused", "connection_refused", 0.65),
            new Phrase("econnrefused", "connection_refused", 0.65),
            new Phrase("timed out", "connection_timeout", 0.58),
            new Phrase("no route to host", "connection_timeout", 0.6),
            new Phrase("connection reset by peer", "lost_dependency", 0.62),
            new Phrase("read-only file system", "permission_denied", 0.65),
            new Phrase("permission denied", "permission_denied", 0.62),
            new Phrase("operation not permitted", "permission_denied", 0.58),
            new Phrase("no such file or directory", "missing_file", 0.6));

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        for (Output output : death.printedAfter(0)) {
            if (output.destination() == Output.Destination.NOWHERE) {
                continue;
            }
            for (Phrase phrase : PHRASES) {
                if (output.searchable().contains(phrase.text()) && !Support.isShrug(output.searchable())) {
                    found.add(new Suspicion(
                            phrase.cause(),
                            phrase.confidence() * Recency.weight(death.secondsToEnd(output.lastNanos())),
                            "it said \"" + phrase.text() + "\"; no call that failed so was recorded",
                            List.of(output.lastEvent())));
                    break;
                }
            }
        }
        return found;
    }
}
