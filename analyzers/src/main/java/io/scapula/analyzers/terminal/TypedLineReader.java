package io.scapula.analyzers.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows keys and screen of a terminal together. A line is what stands behind its prompt when the key that finished it
 * takes effect: when the cursor leaves the line. Where the keys alone tell the line, they do.
 */
final class TypedLineReader {
    /** Window size where none is known. */
    static final int WIDTH = 80;

    static final int HEIGHT = 24;

    private static final byte[] NEW_LINE = {'\r', '\n'};

    private final TerminalRecording recording;
    private final boolean showHidden;
    private final Screen screen = new Screen(WIDTH, HEIGHT);
    private final EscapeParser output = new EscapeParser(new Shown());
    private final EscapeParser input = new EscapeParser(new Keys(this));
    private final EchoModes modes = new EchoModes();
    private final List<TypedLine> lines = new ArrayList<>();
    private final List<HiddenLine> hiddenLines = new ArrayList<>();
    private @Nullable LineInProgress line;
    /** A line that was entered and still is on the screen. */
    private @Nullable LineInProgress entered;

    private @Nullable ProgramKeys programKeys;
    private TerminalData current = new TerminalData(0, 0, 0, "", new byte[0], 0);

    TypedLineReader(TerminalRecording recording, boolean showHidden) {
        this.recording = recording;
        this.showHidden = showHidden;
        screen.lineFeedReturns(!recording.hasKernelEcho());
    }

    private record Step(long timeNanos, long event, Runnable action) {}

    List<TypedLine> lines() {
        List<Step> steps = new ArrayList<>();
        recording.input().forEach(data -> steps.add(step(data, () -> typed(data))));
        recording.output().forEach(data -> steps.add(step(data, () -> shown(data))));
        UnreadKeys.of(recording).forEach(data -> steps.add(step(data, () -> typed(data))));
        recording
                .modeChanges()
                .forEach(change ->
                        steps.add(new Step(change.timeNanos(), change.eventNumber(), () -> modes.changed(change))));
        steps.sort(Comparator.comparingLong(Step::timeNanos).thenComparingLong(Step::event));
        steps.forEach(step -> step.action.run());
        finishEntered(false);
        leaveUnfinished();
        finishProgramKeys();
        lines.sort(Comparator.comparingLong(TypedLine::timeNanos).thenComparingLong(TypedLine::eventNumber));
        return List.copyOf(lines);
    }

    /** After {@link #lines}: those that were typed without echo. */
    List<HiddenLine> hiddenLines() {
        return List.copyOf(hiddenLines);
    }

    private static Step step(TerminalData data, Runnable action) {
        return new Step(data.timeNanos(), data.eventNumber(), action);
    }

    private void typed(TerminalData data) {
        boolean otherReader = line != null && line.pid != data.pid();
        if (otherReader) {
            leaveUnfinished();
            input.skip();
        }
        current = data;
        if (programKeys != null && programKeys.pid != data.pid()) {
            finishProgramKeys();
        }
        if (data.length() > 0) {
            input.take(data.bytes());
        }
        if (data.missing() > 0) {
            key().keys.missing();
            input.skip();
        }
    }

    private void shown(TerminalData data) {
        byte[] bytes = data.bytes();
        int from = 0;
        for (int index = 0; index < bytes.length; index++) {
            if (bytes[index] == '\n') {
                output.take(java.util.Arrays.copyOfRange(bytes, from, index));
                from = index;
                finishEntered(true);
            }
        }
        output.take(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
        if (data.missing() > 0) {
            output.skip();
            if (!screen.isAlternate()) {
                // What is missing ended somewhere; a line of its own keeps it from the next prompt.
                output.take(NEW_LINE);
            }
            LineInProgress shownLine = entered == null ? line : entered;
            if (shownLine != null) {
                shownLine.echo.missing();
            }
        }
    }

    /** The line that the key belongs to, a new one if it is the first. */
    LineInProgress key() {
        LineInProgress known = line;
        if (known == null) {
            known = new LineInProgress(current, Anchor.at(screen), assumesEcho());
            line = known;
        }
        known.cite(current);
        return known;
    }

    private boolean assumesEcho() {
        return !recording.hasKernelEcho() && modes.showsKeys(current.pid());
    }

    /** Whether a program has the whole screen; its keys make no line. */
    boolean hasProgramTheScreen() {
        return screen.isAlternate();
    }

    void programKey() {
        ProgramKeys keys = programKeys;
        if (keys == null) {
            keys = new ProgramKeys(current);
            programKeys = keys;
        }
        keys.add(current);
    }

    private void finishProgramKeys() {
        if (programKeys != null) {
            lines.add(programKeys.finish());
            programKeys = null;
        }
    }

    /** A line was entered. */
    void enter() {
        finishEntered(false);
        LineInProgress finished = key();
        line = null;
        entered = finished;
        modes.lineRead(current.pid());
        if (finished.echoAssumed) {
            output.take((finished.keys.text() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            finishEntered(false);
        }
    }

    private void finishEntered(boolean isOnScreen) {
        LineInProgress finished = entered;
        entered = null;
        if (finished != null) {
            String shown = isOnScreen ? finished.anchor.line(screen) : "";
            add(finished, shown, "", TypedLine.Kind.LINE);
        }
    }

    /** A key ended the line, or the program that ran, without entering it. */
    void end(String key, TypedLine.Kind kind) {
        finishEntered(false);
        LineInProgress finished = key();
        line = null;
        String shown = finished.keys.keys() == 0 ? "" : finished.anchor.line(screen);
        add(finished, shown, key, kind);
    }

    private void leaveUnfinished() {
        LineInProgress left = line;
        line = null;
        if (left != null) {
            add(left, left.anchor.line(screen), "", TypedLine.Kind.UNFINISHED);
        }
    }

    private void add(LineInProgress finished, String shown, String suffix, TypedLine.Kind kind) {
        if (finished.echo.isPlaced()) {
            programKeys(finished);
            return;
        }
        TypedLine added = finished.finish(shown, suffix, kind, showHidden);
        if (added != null) {
            lines.add(added);
        }
        if (added != null && finished.isHidden()) {
            hiddenLines.add(new HiddenLine(added, finished.events));
        }
    }

    /** What looked like a line was input to a program that draws on the whole screen. */
    private void programKeys(LineInProgress finished) {
        if (programKeys != null && programKeys.pid != finished.pid) {
            finishProgramKeys();
        }
        if (programKeys == null) {
            programKeys = new ProgramKeys(finished.last());
        }
        programKeys.add(finished);
    }

    /** Shows what is written, and tells the line that is being typed. */
    private final class Shown implements TerminalActions {
        @Override
        public void print(int codePoint) {
            screen.print(codePoint);
            LineInProgress shownLine = entered == null ? line : entered;
            if (shownLine != null) {
                shownLine.echo.print(codePoint);
            }
        }

        @Override
        public void control(int character) {
            screen.control(character);
        }

        @Override
        public void escape(int intermediate, int last) {
            screen.escape(intermediate, last);
        }

        @Override
        public void sequence(ControlSequence sequence) {
            screen.sequence(sequence);
            LineInProgress shownLine = entered == null ? line : entered;
            if (shownLine != null) {
                shownLine.echo.sequence(sequence);
            }
        }

        @Override
        public void string(int introducer, String text) {
            screen.string(introducer, text);
        }
    }
}
