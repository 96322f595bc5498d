package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.captures.Captures;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventNames;
import io.scapula.format.ShownEvents;
import io.scapula.format.event.EventType;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The events of third-party captures, line by line as sysdig 0.29.3 prints them. */
class SysdigComparisonTest {
    private static final String FORMAT = "%evt.num %evt.rawtime %evt.cpu %thread.tid %evt.type %evt.dir";
    /** What sysdig 0.29.3 calls system calls that have other names today. */
    private static final Map<String, String> OLD_NAMES = Map.of("rt_sigreturn", "sigreturn");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> printsTheSameEvents() {
        return Captures.each(Captures::thirdParty, SysdigComparisonTest::assertSameLines);
    }

    @TestFactory
    Stream<DynamicTest> countsTheSameEvents() {
        return Captures.each(Captures::thirdParty, SysdigComparisonTest::assertSameCount);
    }

    /** sysdig's own count leaves out the container events that a capture begins with; its numbers do not. */
    private static void assertSameCount(Path capture) throws IOException, InterruptedException {
        Sysdig.Output expected = Sysdig.read(capture, FORMAT);
        long events = 0;
        long containers = 0;

        try (CaptureReader reader = CaptureReader.open(capture)) {
            EventCursor event = reader.events();
            while (event.advance()) {
                if (events == containers && EventNames.of(event).equals("container")) {
                    containers++;
                }
                events++;
            }
        }

        assertThat(events - containers).isEqualTo(expected.counted());
    }

    private static void assertSameLines(Path capture) throws IOException, InterruptedException {
        Sysdig.Output expected = Sysdig.read(capture, FORMAT);
        List<String> lines = new ArrayList<>();

        try (CaptureReader reader = CaptureReader.open(capture)) {
            ShownEvents shown = new ShownEvents();
            EventCursor event = reader.events();
            while (event.advance()) {
                if (shown.shows(event)) {
                    lines.add(line(event));
                }
            }
            assertThat(reader.warnings()).isEmpty();
        }

        assertThat(lines).containsExactlyElementsOf(expected.lines());
    }

    private static String line(EventCursor event) {
        EventType type = Objects.requireNonNull(event.type());
        String name = EventNames.of(event);
        return event.number() + " " + event.timestampNanos() + " " + event.cpu() + " " + event.tid() + " "
                + OLD_NAMES.getOrDefault(name, name) + " " + type.direction().symbol();
    }

    /** What no third-party capture holds: events to be hidden in odd places. */
    @Test
    void hidesTheSameEvents() throws IOException, InterruptedException {
        String container = "{\"container\":{\"id\":\"0123456789ab\",\"name\":\"n\",\"image\":\"i\",\"type\":0}}";
        Path capture = CaptureBytes.section()
                .machine("host", 2)
                .events(
                        EventBytes.of("CONTAINER_JSON_E").at(1000).thread(0).values(container),
                        EventBytes.of("CONTAINER_JSON_2_E").at(1001).thread(-1).values(container),
                        EventBytes.of("PROCINFO_E").at(1002).thread(5).values(1, 2),
                        EventBytes.of("CONTAINER_JSON_E").at(1003).thread(-1).values(container),
                        EventBytes.of("SYSCALL_DUP_E")
                                .at(1004)
                                .thread(5)
                                .dumpFlags(1)
                                .values(3),
                        EventBytes.of("SYSCALL_DUP_X").at(1005).thread(5).values(3),
                        EventBytes.of("SYSCALL_READ_E")
                                .at(1006)
                                .thread(5)
                                .dumpFlags(2)
                                .values(3, 4),
                        EventBytes.of("NOTIFICATION_E").at(1007).thread(5).values("id", "text"),
                        EventBytes.of("SCAPEVENT_E").at(1008).thread(5).values(1, 2),
                        EventBytes.of("CONTAINER_E").at(1009).thread(-1).values("id", 1, "n", "i"),
                        EventBytes.of("CPU_HOTPLUG_E").at(1010).thread(-1).values(1, 2),
                        EventBytes.of("SIGNALDELIVER_E").at(1011).thread(5).values(1, 2, 3),
                        EventBytes.of("DROP_E").at(1012).thread(5).values(1),
                        EventBytes.of("PAGE_FAULT_E").at(1013).thread(5).values(1, 2, 3),
                        EventBytes.of("GENERIC_E").at(1014).thread(5).values(300, 1),
                        EventBytes.of("GENERIC_X").at(1015).thread(5).values(0),
                        EventBytes.of("SYSCALL_DUP_E").at(1016).thread(5).values(3))
                .writeTo(folder.resolve("odd.scap"));

        assertSameLines(capture);
    }
}
