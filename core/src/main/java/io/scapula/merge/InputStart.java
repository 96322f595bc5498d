package io.scapula.merge;

import io.scapula.event.Notices;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWarning;
import io.scapula.format.Event;
import io.scapula.format.EventCursor;
import io.scapula.format.ReadOptions;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of an input before anything is merged.
 *
 * @param capture  the file
 * @param bytes    its size as stored
 * @param machine  the machine that it tells of, {@code null} if it does not say
 * @param first    the first event that has a time of its own, or else the first of all; {@code null} if there is none
 * @param warnings what was wrong so far
 */
record InputStart(
        Path capture,
        long bytes,
        @Nullable MachineInfo machine,
        @Nullable Event first,
        List<CaptureWarning> warnings) {
    /** A boot time that a recorder works out anew differs by some seconds at most, since clocks are set right. */
    private static final long SAME_BOOT_NANOS = 10_000_000_000L;

    /** Finds the machine and the first event. */
    private static final class Search {
        private @Nullable MachineInfo machine;
        private int sections;

        void block(MetadataBlock block) {
            if (block instanceof SectionHeader) {
                sections++;
            } else if (block instanceof MachineInfo found && sections == 1 && machine == null) {
                machine = found;
            }
        }
    }

    static InputStart read(Path capture, ReadOptions options) throws IOException {
        Search search = new Search();
        try (CaptureReader reader = CaptureReader.open(capture, options)) {
            EventCursor event = reader.events(search::block);
            Event first = null;
            while (event.advance()) {
                boolean timed = !Notices.ALL.contains(event.typeCode());
                if (first == null || timed) {
                    first = event.toEvent();
                }
                if (timed) {
                    break;
                }
            }
            return new InputStart(capture, reader.storedBytes(), search.machine, first, reader.warnings());
        }
    }

    /** Time of the first event. */
    long nanos() {
        Event event = first;
        return event == null ? Long.MAX_VALUE : event.timestampNanos();
    }

    /** In what the other one tells of another machine, or {@code null} if it may be the same. */
    @Nullable
    String differenceTo(InputStart other) {
        MachineInfo here = machine;
        MachineInfo there = other.machine;
        if (here == null || there == null) {
            return null;
        }
        if (!here.hostname().equals(there.hostname())) {
            return "host names " + here.hostname() + " and " + there.hostname();
        }
        if (here.cpus() != there.cpus()) {
            return here.cpus() + " and " + there.cpus() + " processors";
        }
        boolean known = here.bootTimeNanos() != 0 && there.bootTimeNanos() != 0;
        return known && Math.abs(here.bootTimeNanos() - there.bootTimeNanos()) > SAME_BOOT_NANOS
                ? "boot times " + time(here) + " and " + time(there)
                : null;
    }

    private static String time(MachineInfo machine) {
        return java.time.Instant.ofEpochSecond(0, machine.bootTimeNanos()).toString();
    }
}
