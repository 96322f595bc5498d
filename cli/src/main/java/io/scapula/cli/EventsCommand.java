package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.column.IndexScan;
import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.field.Fields;
import io.scapula.filter.Filter;
import io.scapula.filter.FilterException;
import io.scapula.filter.FilterWarning;
import io.scapula.format.CaptureReader;
import io.scapula.print.EventPrinter;
import io.scapula.print.FormatException;
import io.scapula.print.OutputFormat;
import io.scapula.relation.ReplayRelation;
import io.scapula.text.BufferFormat;
import io.scapula.text.DisplayOptions;
import io.scapula.text.EventTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Prints events line by line, as {@code sysdig -r} does. */
@Command(
        name = "events",
        description = {
            "Prints events as sysdig -r does: one line each, all or those that a filter",
            "selects. Options are sysdig's. 'scapula fields' lists what filters and",
            "formats can use."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "A terminal gets control characters escaped; a file or pipe gets the bytes of", "the capture."})
final class EventsCommand implements Callable<Integer>, Repeatable {
    private static final Map<String, String> PRESETS = Map.of(
            "c", OutputFormat.CONTAINER,
            "container", OutputFormat.CONTAINER,
            "k", OutputFormat.KUBERNETES,
            "kubernetes", OutputFormat.KUBERNETES,
            "m", OutputFormat.MESOS,
            "mesos", OutputFormat.MESOS);
    /** What a table of events holds unless somebody chooses: the parts of the usual line. */
    private static final List<String> TABLE_FIELDS = List.of(
            "evt.num",
            "evt.rawtime",
            "evt.cpu",
            "container.id",
            "proc.name",
            "proc.pid",
            "thread.tid",
            "evt.dir",
            "evt.type",
            "fd.num",
            "fd.name",
            "evt.rawres",
            "evt.args");

    private static final int EVENTS_PER_UPDATE = 1 << 12;

    @Mixin
    private CaptureArgument argument = new CaptureArgument();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILTER",
            description = "print only these events, such as 'proc.name=cat and evt.type=open'")
    @Nullable
    private List<String> filterWords;

    @Option(
            names = {"-p", "--print"},
            paramLabel = "FORMAT",
            description = "what to print, such as '*%%evt.num %%proc.name'; a * at its start prints what is missing"
                    + " as <NA> instead of leaving the line out; c, k or m: the usual line with containers, pods or"
                    + " Mesos tasks")
    private String format = OutputFormat.DEFAULT;

    @Option(
            names = {"-j", "--json"},
            description = "one JSON object a line")
    private boolean json;

    @Option(
            names = {"-t", "--timetype"},
            paramLabel = "MODE",
            description = "what evt.outputtime shows: h time of day, a seconds since the epoch, r since the first"
                    + " event, d since the enter event of the call, D since the line before",
            converter = Mode.class,
            defaultValue = "h")
    private EventTime time = EventTime.CLOCK;

    @Option(
            names = {"-a", "--abstime"},
            description = "the same as -t a")
    private boolean absoluteTime;

    @ArgGroup
    @Nullable
    private Buffers buffers;

    /** How buffers are shown; at most one. */
    static final class Buffers {
        @Option(
                names = {"-A", "--print-ascii"},
                description = "buffers as text and line feeds only")
        private boolean ascii;

        @Option(
                names = {"-b", "--print-base64"},
                description = "buffers in base64")
        private boolean base64;

        @Option(
                names = {"-x", "--print-hex"},
                description = "buffers in hexadecimal")
        private boolean hex;

        @Option(
                names = {"-X", "--print-hex-ascii"},
                description = "buffers in hexadecimal and as text")
        private boolean hexAscii;

        BufferFormat format() {
            if (ascii) {
                return BufferFormat.ASCII;
            }
            if (hex) {
                return BufferFormat.HEX;
            }
            return base64 ? BufferFormat.BASE64 : hexAscii ? BufferFormat.HEX_ASCII : BufferFormat.PRINTABLE;
        }
    }

    @Option(
            names = {"-v", "--verbose"},
            description = "long texts and buffers whole")
    private boolean verbose;

    @Option(
            names = {"-n", "--numevents"},
            paramLabel = "COUNT",
            description = "stop after COUNT lines",
            defaultValue = "0")
    private long count;

    @Option(
            names = {"-S", "--summary"},
            description = "at the end, how many events of each type were selected")
    private boolean summary;

    @Option(
            names = {"-q", "--quiet"},
            description = "print no events")
    private boolean quiet;

    @Option(
            names = "--host-users",
            description = "users and groups in containers by the names that the host has for their ids; without it, by"
                    + " the containers' own")
    private boolean hostUsers;

    @Option(names = "--unified", description = "in today's schema: exit events with all parameters")
    private boolean unified;

    @Option(names = "--unbuffered", description = "hand on every line at once")
    private boolean unbuffered;

    @Option(
            names = {"-s", "--snaplen"},
            paramLabel = "LEN",
            description = "no effect, as in sysdig: buffers were cut when recorded")
    void snaplen(int length) {
        // Accepted so that a habit does no harm.
    }

    @Option(
            names = {"-d", "--displayflt"},
            description = "no effect: filters never influence state here")
    void displayFilter(boolean asked) {
        // What it asks for is always so.
    }

    @Option(
            names = {"-P", "--progress"},
            description = "no effect: a terminal shows progress anyway")
    void progress(boolean asked) {
        // What it asks for is always so.
    }

    @Mixin
    private IndexOptions index = new IndexOptions();

    @Mixin
    private TableOptions output = new TableOptions();

    /** Reads the letter of a time mode. */
    static final class Mode implements ITypeConverter<EventTime> {
        @Override
        public EventTime convert(String text) {
            for (EventTime mode : EventTime.values()) {
                if (text.equals(String.valueOf(mode.letter()))) {
                    return mode;
                }
            }
            throw new TypeConversionException("'" + text + "' is none of h, a, r, d and D");
        }
    }

    @Override
    public Integer call() throws IOException {
        output.checkAgainst(argument.name());
        BufferFormat bufferFormat = buffers == null ? BufferFormat.PRINTABLE : buffers.format();
        boolean whole = verbose || json || bufferFormat != BufferFormat.PRINTABLE;
        DisplayOptions display = new DisplayOptions(
                bufferFormat, whole, absoluteTime ? EventTime.ABSOLUTE : time, output.zone(), hostUsers);
        Fields fields = new Fields(display);
        Filter filter = filter(fields);
        if (output.format != OutputOptions.Format.text) {
            return table(filter, fields);
        }
        if (output.columns != null || output.wide) {
            throw output.wrong("--columns and --wide are for tables; lines are made with -p, or choose a --format");
        }
        EventPrinter printer = printer(fields, display);
        if (filter != null && !unified && !argument.isPipe() && !IndexScan.needsReplay(filter)) {
            try (Capture capture = argument.open(index.captureOptions())) {
                if (capture.useSavedIndex()) {
                    return fromIndex(capture, fields, printer);
                }
                argument.sayWhyIndexWasMade(capture);
            }
        }
        EventReplay.Options options =
                unified ? EventReplay.Options.DEFAULT.inCurrentSchema() : EventReplay.Options.DEFAULT;
        try (CaptureReader reader = argument.read();
                EventReplay replay = argument.replay(reader, options);
                LineOutput lines = output.lines(unbuffered)) {
            EventCounts counts = summary ? new EventCounts() : null;
            print(replay, filter, printer, counts, lines);
            if (counts != null) {
                counts.print(lines);
            }
            lines.flush();
            return argument.exitStatus(replay);
        }
    }

    /** Answers a filter from a saved index. */
    private int fromIndex(Capture capture, Fields fields, EventPrinter printer) throws IOException {
        try (LineOutput lines = output.lines(unbuffered)) {
            EventCounts counts = summary ? new EventCounts() : null;
            StringBuilder line = new StringBuilder(256);
            long[] printed = {0};
            capture.query(filterText(), fields).visit(event -> {
                line.setLength(0);
                boolean complete = !quiet && printer.print(event, line);
                if (counts != null) {
                    counts.add(event);
                }
                if (complete) {
                    lines.line(line);
                    return ++printed[0] != count;
                }
                return true;
            });
            if (counts != null) {
                counts.print(lines);
            }
            lines.flush();
        }
        argument.sayWarnings(capture);
        return argument.exitStatus(capture);
    }

    /** Prints fields of events as a table. */
    private int table(@Nullable Filter filter, Fields fields) throws IOException {
        if (json || summary || quiet || !format.equals(OutputFormat.DEFAULT)) {
            throw output.wrong(
                    "--format " + output.format + " prints --columns; -p, -j, -S and -q are for lines of text");
        }
        List<String> names = output.columns == null ? TABLE_FIELDS : output.columns;
        output.columns = null;
        EventReplay.Options options =
                unified ? EventReplay.Options.DEFAULT.inCurrentSchema() : EventReplay.Options.DEFAULT;
        try (CaptureReader reader = argument.read();
                EventReplay replay = argument.replay(reader, options);
                ProgressBar progress = ProgressBar.onStandardError("reading")) {
            int[] untilUpdate = {EVENTS_PER_UPDATE};
            output.print(relation(replay, filter, names, fields, () -> {
                if (--untilUpdate[0] == 0) {
                    untilUpdate[0] = EVENTS_PER_UPDATE;
                    progress.update(reader.storedBytesRead(), reader.storedBytes());
                }
            }));
            return argument.exitStatus(replay);
        }
    }

    private ReplayRelation relation(
            EventReplay replay,
            @Nullable Filter filter,
            List<String> names,
            Fields fields,
            ReplayRelation.ReadAction afterEach) {
        try {
            return new ReplayRelation(
                    replay,
                    filter,
                    names.stream().map(String::strip).toList(),
                    fields,
                    count == 0 ? Long.MAX_VALUE : count,
                    afterEach);
        } catch (IllegalArgumentException e) {
            throw output.wrong("--columns: " + e.getMessage());
        }
    }

    private void print(
            EventReplay replay,
            @Nullable Filter filter,
            EventPrinter printer,
            @Nullable EventCounts counts,
            LineOutput lines)
            throws IOException {
        EventContext event = replay.event();
        StringBuilder line = new StringBuilder(256);
        long printed = 0;
        int untilUpdate = EVENTS_PER_UPDATE;
        try (ProgressBar progress = ProgressBar.onStandardError("reading")) {
            while (argument.advance(replay)) {
                if (--untilUpdate == 0) {
                    untilUpdate = EVENTS_PER_UPDATE;
                    progress.update(
                            replay.reader().storedBytesRead(), replay.reader().storedBytes());
                }
                if (filter != null && !filter.matches(event)) {
                    continue;
                }
                if (counts != null) {
                    counts.add(event);
                }
                line.setLength(0);
                if (!quiet && printer.print(event, line)) {
                    lines.line(line);
                    if (++printed == count) {
                        return;
                    }
                }
            }
        }
    }

    private String filterText() {
        return filterWords == null ? "" : String.join(" ", filterWords);
    }

    private @Nullable Filter filter(Fields fields) {
        String text = filterText();
        if (text.isEmpty()) {
            return null;
        }
        try {
            Filter filter = Filter.compile(text, fields);
            for (FilterWarning warning : filter.warnings()) {
                Messages.warning("filter, column " + warning.position().column() + ": " + warning.message());
            }
            return filter;
        } catch (FilterException e) {
            throw output.wrong(String.valueOf(e.getMessage()));
        }
    }

    private EventPrinter printer(Fields fields, DisplayOptions display) {
        try {
            OutputFormat parsed = OutputFormat.parse(PRESETS.getOrDefault(format, format), fields);
            return json ? EventPrinter.json(parsed, display) : EventPrinter.text(parsed, display);
        } catch (FormatException e) {
            throw output.wrong(String.valueOf(e.getMessage()));
        }
    }
}
