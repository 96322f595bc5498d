package io.scapula.analyzers.terminal;

import java.util.ArrayList;
import java.util.List;

/** Keys that were sent to a terminal and never reached a program: the kernel made a signal or an end of input of them. */
final class UnreadKeys {
    private static final long LATEST_NANOS = 500_000_000L;

    private UnreadKeys() {}

    static List<TerminalData> of(TerminalRecording recording) {
        List<TerminalData> unread = new ArrayList<>();
        List<TerminalData> read = recording.input();
        int from = 0;
        for (TerminalData sent : recording.sent()) {
            while (from < read.size() && read.get(from).timeNanos() < sent.timeNanos()) {
                from++;
            }
            for (byte key : sent.bytes()) {
                if (isSignal(key) && !arrives(key, read, from, sent.timeNanos() + LATEST_NANOS)) {
                    unread.add(new TerminalData(sent.timeNanos(), sent.eventNumber(), 0, "", new byte[] {key}, 1));
                }
            }
        }
        return unread;
    }

    private static boolean isSignal(byte key) {
        return key == 3 || key == 4 || key == 26 || key == 28;
    }

    private static boolean arrives(byte key, List<TerminalData> read, int from, long latest) {
        for (int index = from; index < read.size() && read.get(index).timeNanos() <= latest; index++) {
            for (byte one : read.get(index).bytes()) {
                if (one == key) {
                    return true;
                }
            }
        }
        return false;
    }
}
