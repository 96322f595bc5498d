package io.scapula.format.testing;

import io.scapula.format.CaptureLocation;
import io.scapula.format.EventView;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** All that a view shows of an event, in a form that can be compared. */
public record EventSnapshot(
        long number,
        CaptureLocation location,
        long timestampNanos,
        int cpu,
        long tid,
        int typeCode,
        int dumpFlags,
        String byteOrder,
        List<String> parameters) {

    public static EventSnapshot of(EventView view) {
        List<String> parameters = new ArrayList<>();
        for (int index = 0; index < view.parameterCount(); index++) {
            parameters.add(HexFormat.of().formatHex(view.bytes(index)));
        }
        return new EventSnapshot(
                view.number(),
                view.location(),
                view.timestampNanos(),
                view.cpu(),
                view.tid(),
                view.typeCode(),
                view.dumpFlags(),
                view.byteOrder().toString(),
                parameters);
    }
}
