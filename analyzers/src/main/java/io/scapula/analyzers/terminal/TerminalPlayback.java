package io.scapula.analyzers.terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A recording to be played again. It is safe to show: only what changes the picture is let through. What is missing is
 * marked where it was.
 */
public final class TerminalPlayback {
    /** Columns that are assumed: captures don't tell window sizes. */
    public static final int WIDTH = TypedLineReader.WIDTH;
    /** Rows that are assumed. */
    public static final int HEIGHT = TypedLineReader.HEIGHT;

    /**
     * What is shown, or typed, at a time.
     *
     * @param timeNanos nanoseconds since the epoch
     * @param isInput   whether it was typed, and is not shown therefore
     * @param text      characters and sequences
     */
    public record Frame(long timeNanos, boolean isInput, String text) {}

    private record Step(long timeNanos, long event, Runnable action) {}

    private final TerminalRecording recording;
    private final boolean showHidden;
    private final List<Frame> frames = new ArrayList<>();
    private final HarmlessOutput output = new HarmlessOutput();
    private final EchoModes modes = new EchoModes();
    private final List<TypedLine> masked;
    /** Follows the output, to know which screen is shown. */
    private final Screen screen = new Screen(WIDTH, HEIGHT);

    private TerminalPlayback(TerminalRecording recording, boolean showHidden) {
        this.recording = recording;
        this.showHidden = showHidden;
        masked = recording.typedLines().stream().filter(TypedLine::masked).toList();
    }

    /** All of a recording, in order; what was typed without echo is masked. */
    public static List<Frame> of(TerminalRecording recording) {
        return of(recording, false);
    }

    /**
     * All of a recording, in order.
     *
     * @param showHidden whether to show what was typed without echo
     */
    public static List<Frame> of(TerminalRecording recording, boolean showHidden) {
        return new TerminalPlayback(recording, showHidden).frames();
    }

    /**
     * The picture at a time.
     *
     * @param untilNanos frames later than this are left out
     */
    public static Screen screen(List<Frame> frames, long untilNanos) {
        Screen screen = new Screen(WIDTH, HEIGHT);
        for (Frame frame : frames) {
            if (frame.timeNanos() > untilNanos) {
                break;
            }
            if (!frame.isInput()) {
                screen.write(frame.text().getBytes(StandardCharsets.UTF_8));
            }
        }
        return screen;
    }

    private List<Frame> frames() {
        List<Step> steps = new ArrayList<>();
        recording
                .modeChanges()
                .forEach(change ->
                        steps.add(new Step(change.timeNanos(), change.eventNumber(), () -> modes.changed(change))));
        recording.input().forEach(data -> steps.add(new Step(data.timeNanos(), data.eventNumber(), () -> typed(data))));
        recording
                .output()
                .forEach(data -> steps.add(new Step(data.timeNanos(), data.eventNumber(), () -> shown(data))));
        steps.sort(Comparator.comparingLong(Step::timeNanos).thenComparingLong(Step::event));
        steps.forEach(step -> step.action.run());
        return List.copyOf(frames);
    }

    private void shown(TerminalData data) {
        String text = output.filter(recording.hasKernelEcho() ? data.bytes() : withReturns(data.bytes()));
        screen.write(data.bytes());
        if (data.missing() > 0) {
            output.skip();
            screen.skip();
            String mark = "[… " + data.missing() + (data.missing() == 1 ? " byte" : " bytes") + " not recorded]";
            text += screen.isAlternate() ? mark : mark + "\r\n";
        }
        add(data, false, text);
    }

    /** The kernel adds carriage returns; programs that draw on the whole screen care for their own. */
    private byte[] withReturns(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private void typed(TerminalData data) {
        String text = new String(data.bytes(), StandardCharsets.UTF_8);
        boolean hidden = false;
        for (TypedLine line : masked) {
            hidden |= covers(line, data);
            if (!showHidden && line.eventNumber() == data.eventNumber() && covers(line, data)) {
                add(data, true, line.text() + "\r");
            }
        }
        if (!hidden || showHidden) {
            add(data, true, text);
        }
        boolean echoMissing = !recording.hasKernelEcho() && recording.isTerminal();
        if (echoMissing && !hidden && modes.showsKeys(data.pid())) {
            add(data, false, new HarmlessOutput().filter(withReturns(data.bytes())));
        }
        if (text.endsWith("\n") || text.endsWith("\r")) {
            modes.lineRead(data.pid());
        }
    }

    private static boolean covers(TypedLine line, TerminalData data) {
        long first = line.evidence().get(0);
        return line.pid() == data.pid() && data.eventNumber() >= first && data.eventNumber() <= line.eventNumber();
    }

    private void add(TerminalData data, boolean isInput, String text) {
        if (!text.isEmpty()) {
            frames.add(new Frame(data.timeNanos(), isInput, text));
        }
    }
}
