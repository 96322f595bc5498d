package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.format.event.EventTypeSet;
import io.scapula.state.FdVersion;

/** The data that calls moved, and how much of it. */
final class BufferFields {
    private static final int[] DATA = EventTraits.indexesOf("data");

    /** What the descriptor must be for the amount to count. */
    private enum Kind {
        ANY,
        FILE,
        NETWORK;

        boolean matches(FdVersion fd) {
            return switch (this) {
                case ANY -> true;
                case FILE -> fd.type().isFile();
                case NETWORK -> fd.type().isIpSocket() || fd.type().isIpServer();
            };
        }
    }

    private BufferFields() {}

    static void addTo(ReaderTable readers) {
        readers.put(
                "evt.buffer",
                FieldReader.ofTypes(code -> code >= DATA.length || DATA[code] >= 0, BufferFields::buffer));
        readers.put("evt.buflen", moved(EventTraits.IO, Kind.ANY));
        readers.put("evt.buflen.in", moved(EventTraits.IO_READ, Kind.ANY));
        readers.put("evt.buflen.out", moved(EventTraits.IO_WRITE, Kind.ANY));
        readers.put("evt.buflen.file", moved(EventTraits.IO, Kind.FILE));
        readers.put("evt.buflen.file.in", moved(EventTraits.IO_READ, Kind.FILE));
        readers.put("evt.buflen.file.out", moved(EventTraits.IO_WRITE, Kind.FILE));
        readers.put("evt.buflen.net", moved(EventTraits.IO, Kind.NETWORK));
        readers.put("evt.buflen.net.in", moved(EventTraits.IO_READ, Kind.NETWORK));
        readers.put("evt.buflen.net.out", moved(EventTraits.IO_WRITE, Kind.NETWORK));
    }

    private static boolean buffer(EventContext event, FieldValue value) {
        EventView view = event.event();
        int index = EventTraits.at(DATA, view);
        return index >= 0 && index < view.parameterCount() && value.add(view.bytes(index));
    }

    /** The result of a successful call on a known descriptor. */
    private static FieldReader moved(EventTypeSet calls, Kind kind) {
        return FieldReader.ofTypes(code -> calls.contains(code) && EventTraits.EXITS.contains(code), (event, value) -> {
            int code = event.event().typeCode();
            if (!calls.contains(code) || !EventTraits.EXITS.contains(code)) {
                return false;
            }
            FdVersion fd = event.fd();
            return fd != null
                    && kind.matches(fd)
                    && event.hasResult()
                    && event.result() >= 0
                    && value.add(event.result());
        });
    }
}
