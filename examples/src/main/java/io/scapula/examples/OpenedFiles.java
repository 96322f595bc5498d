package io.scapula.examples;

import io.scapula.format.CaptureReader;
import io.scapula.format.EventView;
import io.scapula.format.UnifiedCursor;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventTypeSet;
import java.io.IOException;
import java.nio.file.Path;

/** Prints every path that was opened, from the events alone: the layer below threads and containers. */
public final class OpenedFiles {
    private OpenedFiles() {}

    /** Takes the path of a capture. */
    public static void main(String[] arguments) throws IOException {
        EventTypeSet opens = EventTable.current().exitsOf("open", "openat", "openat2", "creat");
        try (CaptureReader reader = CaptureReader.open(Path.of(arguments[0]))) {
            UnifiedCursor cursor = reader.unifiedEvents(block -> {});
            while (cursor.advance()) {
                EventView event = cursor.event();
                if (opens.contains(event.typeCode())) {
                    int name = EventTable.current().get(event.typeCode()).indexOf("name");
                    System.out.println(event.number() + " " + event.tid() + " " + event.text(name));
                }
            }
            reader.warnings().forEach(System.err::println);
        }
    }
}
