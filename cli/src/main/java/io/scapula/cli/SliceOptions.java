package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.analyzers.session.SessionEvents;
import io.scapula.filter.FilterException;
import io.scapula.format.ReadOptions;
import io.scapula.slice.CaptureSlice;
import io.scapula.slice.SliceResult;
import io.scapula.slice.SliceSelection;
import io.scapula.slice.SliceTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which part of a capture is written. The same on every command that writes one. */
final class SliceOptions {
    private static final String BETWEEN_TIMES = "..";

    @Spec(Spec.Target.MIXEE)
    @Nullable
    private CommandSpec command;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "only these events, such as 'proc.name=cat and evt.type=open'")
    @Nullable
    private String filter;

    @Option(
            names = "--time",
            paramLabel = "FROM..TO",
            description = {
                "only events from FROM on and before TO, such as 2026-11-23T13:00:00Z..,",
                "..2.5 (seconds since the first event) or 1795093200..1795093260 (since the",
                "epoch); either side may be left out"
            })
    @Nullable
    private String time;

    @Option(
            names = "--container",
            paramLabel = "NAME|ID",
            description = "only events of this container, or of all with this name; host: of no container")
    @Nullable
    private String container;

    @Option(names = "--pod", paramLabel = "[NS/]NAME", description = "only events of this pod's containers")
    @Nullable
    private String pod;

    @Option(
            names = "--session",
            paramLabel = "N",
            description = "only events of this session; numbers as 'sessions' has them")
    @Nullable
    private Long session;

    @Option(
            names = "--ancestors",
            description = {
                "keep names and command lines of processes above the kept ones, also from",
                "outside their containers"
            })
    private boolean ancestors;

    /**
     * Finds out what belongs to the slice that is asked for.
     *
     * @return {@code null} if the whole capture is
     */
    @Nullable
    CaptureSlice slice(CaptureArgument argument, ReadOptions reading) throws IOException {
        boolean whole = filter == null && time == null && container == null && pod == null && session == null;
        if (whole) {
            if (ancestors) {
                throw wrong("--ancestors belongs to a slice: --filter, --time, --container, --pod or --session");
            }
            return null;
        }
        if (argument.isStandardInput() || !isFile(argument.name())) {
            throw wrong("a slice takes several passes over the capture, and a pipe can be read once; store it in a"
                    + " file first");
        }
        CaptureOptions options = new CaptureOptions(reading, CaptureOptions.DEFAULT.limits());
        try (ProgressBar progress = ProgressBar.onStandardError("reading")) {
            SliceSelection wanted = selection();
            Long number = session;
            if (number != null) {
                try (Capture capture = argument.open(options)) {
                    wanted = wanted.events(SessionEvents.of(capture, number, progress::update));
                }
            }
            CaptureSlice slice = CaptureSlice.of(Path.of(argument.name()), wanted, options, progress::update);
            if (slice.result().kept() == 0) {
                throw wrong("no event is chosen, so nothing was written");
            }
            return slice;
        } catch (FilterException e) {
            throw wrong("--filter: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw argument.named(e);
        }
    }

    /** What does not exist is told of by whoever opens it. */
    private static boolean isFile(String name) {
        Path path = Path.of(name);
        return !Files.exists(path) || Files.isDirectory(path) || Files.isRegularFile(path);
    }

    private SliceSelection selection() {
        SliceSelection wanted = SliceSelection.EVERYTHING;
        wanted = filter == null ? wanted : wanted.filter(filter);
        wanted = container == null ? wanted : wanted.container(container);
        wanted = pod == null ? wanted : wanted.pod(pod);
        wanted = ancestors ? wanted.withAncestorNames() : wanted;
        return time == null ? wanted : between(wanted, time);
    }

    private SliceSelection between(SliceSelection wanted, String times) {
        int dots = times.indexOf(BETWEEN_TIMES);
        if (dots < 0) {
            throw wrong("--time is FROM..TO, such as 2026-11-23T13:00:00Z..2026-11-23T13:05:00Z, not '" + times + "'");
        }
        String from = times.substring(0, dots).strip();
        String to = times.substring(dots + BETWEEN_TIMES.length()).strip();
        SliceSelection bounded = from.isEmpty() ? wanted : wanted.from(SliceTime.parse(from));
        return to.isEmpty() ? bounded : bounded.to(SliceTime.parse(to));
    }

    /** Says what the slice holds. */
    static void say(SliceResult result, String shownOutput, String input, String output) throws IOException {
        StringBuilder text = new StringBuilder(shownOutput)
                .append(": ")
                .append(result.kept())
                .append(" events kept, ")
                .append(result.hidden())
                .append(" hidden for the state they tell, ")
                .append(result.dropped())
                .append(" left out; ")
                .append(result.threads())
                .append(" threads listed");
        if (result.bareThreads() > 0) {
            text.append(", ").append(result.bareThreads()).append(" of them by numbers only");
        }
        Path written = Path.of(output);
        if (Files.isRegularFile(written)) {
            text.append("; ").append(Files.size(written)).append(" bytes of ").append(Files.size(Path.of(input)));
        }
        Messages.note(text.toString());
        if (result.seenThreads() > 0) {
            Messages.warning(shownOutput + ": " + result.seenThreads()
                    + " threads have ids that others had before; what they were before their first event is missing");
        }
    }

    private ParameterException wrong(String message) {
        CommandSpec spec = command;
        if (spec == null) {
            throw new IllegalStateException("picocli has not filled in the command");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
