package io.scapula.cli;

import io.scapula.format.OldSchemaReport;
import io.scapula.format.WriteStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Says what is not in a written capture, or not as it was. */
final class CopyReport {
    private CopyReport() {}

    static void say(String output, long lateBlocks, WriteStatistics written, OldSchemaReport old) {
        String name = output + ": ";
        warn(
                name,
                lateBlocks,
                "blocks that follow the first event of their section were left out; no reader takes them there");
        say(name, old);
        warn(name, written.eventsLeftOut() - old.leftOut(), "events have no place in this profile and were left out");
        warn(name, written.eventsCut(), "events were longer than readers accept and were cut");
        warn(name, written.textsCut(), "texts in lists were longer than readers accept and were cut");
        warn(name, written.blocksLeftOut(), "unknown blocks in the other byte order were left out");
        warn(name, written.parametersUnturned(), "unknown parameters are still in the other byte order");
    }

    /** What an older schema has no room for, by type of event. */
    private static void say(String name, OldSchemaReport report) {
        if (report.entersWritten() > 0) {
            Messages.note(
                    name + report.entersWritten() + " enter events were written for calls that were recorded without");
        }
        if (report.general() > 0) {
            Messages.warning(name + "of " + report.general() + " calls only the name is told: "
                    + byType(report, OldSchemaReport.Entry::general));
        }
        if (report.leftOut() > 0) {
            Messages.warning(name + "left out were " + byType(report, OldSchemaReport.Entry::leftOut));
        }
    }

    private static String byType(OldSchemaReport report, ToLongFunction<OldSchemaReport.Entry> count) {
        Map<String, Long> counts = new TreeMap<>();
        report.entries().forEach(entry -> counts.merge(entry.name(), count.applyAsLong(entry), Long::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static void warn(String name, long count, String what) {
        if (count > 0) {
            Messages.warning(name + count + " " + what);
        }
    }
}
