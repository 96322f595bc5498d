package io.scapula.cli;

import io.scapula.format.WriteStatistics;

/** Says what is not in a written capture, or not as it was. */
final class CopyReport {
    private CopyReport() {}

    static void say(String output, long lateBlocks, WriteStatistics written) {
        String name = output + ": ";
        warn(
                name,
                lateBlocks,
                "blocks that follow the first event of their section were left out; no reader takes them there");
        warn(name, written.eventsLeftOut(), "events have no place in this profile and were left out");
        warn(name, written.eventsCut(), "events were longer than readers accept and were cut");
        warn(name, written.textsCut(), "texts in lists were longer than readers accept and were cut");
        warn(name, written.blocksLeftOut(), "unknown blocks in the other byte order were left out");
        warn(name, written.parametersUnturned(), "unknown parameters are still in the other byte order");
    }

    private static void warn(String name, long count, String what) {
        if (count > 0) {
            Messages.warning(name + count + " " + what);
        }
    }
}
