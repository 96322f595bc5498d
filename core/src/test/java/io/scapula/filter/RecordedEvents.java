package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.format.CaptureReader;
import io.scapula.format.Event;
import io.scapula.format.ReadOptions;
import io.scapula.format.event.EventType;
import io.scapula.format.event.IpAddress;
import io.scapula.format.event.ParameterValue;
import io.scapula.format.event.SocketAddress;
import io.scapula.format.event.SocketTuple;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.state.ThreadVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Events of a recording with the values of the test's fields, as far as the events have them. */
final class RecordedEvents {
    private RecordedEvents() {}

    /** Every event of a recording whose position is a multiple of the step. */
    static List<TestEvent> of(String recording, int step) {
        List<TestEvent> events = new ArrayList<>();
        try (EventReplay replay = EventReplay.open(
                CaptureReader.open(BundledCaptures.path(recording), ReadOptions.DEFAULT),
                EventReplay.Options.DEFAULT)) {
            for (int position = 0; replay.advance(); position++) {
                if (position % step == 0) {
                    events.add(event(replay.event()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    private static TestEvent event(EventContext context) {
        Event recorded = context.event().toEvent();
        EventType type = Objects.requireNonNull(recorded.type());
        TestEvent event = TestEvent.of(recorded)
                .with("evt.num", recorded.number())
                .with("evt.type", context.typeName())
                .with("evt.dir", String.valueOf(type.direction().symbol()))
                .with("evt.cpu", (long) recorded.cpu())
                .with("evt.rawtime", recorded.timestampNanos())
                .with("evt.is_io", type.name().contains("read") || type.name().contains("write"))
                .with("thread.cpu", recorded.cpu() / 4.0);
        ThreadVersion thread = context.thread();
        if (thread != null) {
            event.with("proc.name", thread.comm())
                    .with("proc.exe", thread.exe())
                    .with("proc.pid", thread.pid())
                    .with("proc.args", thread.args().toArray())
                    .with("fd.types", thread.cgroups().stream().limit(2).toArray());
            parents(context, thread, event);
        }
        for (int index = 0; index < recorded.parameterCount(); index++) {
            parameter(recorded.value(index), index, event);
        }
        return event;
    }

    private static void parents(EventContext context, ThreadVersion thread, TestEvent event) {
        List<Object> names = new ArrayList<>();
        List<Object> pids = new ArrayList<>();
        ThreadVersion parent = context.state().parentProcess(thread);
        while (parent != null && names.size() < 10) {
            names.add(parent.comm());
            pids.add(parent.pid());
            parent = context.state().parentProcess(parent);
        }
        if (!names.isEmpty()) {
            event.with("proc.aname", names.toArray()).with("proc.apid", pids.toArray());
            event.with("proc.aname[1]", names.get(0)).with("proc.pname", names.get(0));
        }
    }

    private static void parameter(ParameterValue value, int index, TestEvent event) {
        if (value instanceof ParameterValue.Number number) {
            event.with("evt.rawarg[" + index + "]", number.value());
            if (index == 0) {
                event.with("fd.num", number.value()).with("evt.latency", Math.abs(number.value() % 1000));
            }
        } else if (value instanceof ParameterValue.Text text) {
            event.with("evt.rawarg[" + index + "]", text.value()).with("fd.name", text.value());
        } else if (value instanceof ParameterValue.Bytes bytes) {
            event.with("evt.buffer", bytes.value());
        } else if (value instanceof ParameterValue.Tuple tuple && tuple.value() instanceof SocketTuple.Ip ip) {
            event.with("fd.port", (long) ip.sourcePort(), (long) ip.destinationPort())
                    .with("fd.sport", (long) ip.destinationPort())
                    .with("fd.cip", ip.source());
            addresses(event, ip.source(), ip.destination());
        } else if (value instanceof ParameterValue.Socket socket && socket.value() instanceof SocketAddress.Ip ip) {
            event.with("fd.port", (long) ip.port()).with("fd.sport", (long) ip.port());
            addresses(event, null, ip.address());
        }
    }

    private static void addresses(TestEvent event, @Nullable IpAddress client, IpAddress server) {
        Object[] both = client == null ? new Object[] {server} : new Object[] {client, server};
        event.with("fd.ip", both).with("fd.net", both).with("fd.sip", server).with("fd.snet", server);
    }
}
