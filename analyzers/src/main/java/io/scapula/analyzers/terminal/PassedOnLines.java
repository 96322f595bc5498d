package io.scapula.analyzers.terminal;

import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lines that a program passed on to another terminal of the same machine: those typed into an SSH client, or into a
 * command that executes a shell in a container. They are told where they arrived.
 */
final class PassedOnLines {
    /** A process that reads one terminal, and whose keys arrive at another from a time on. */
    private record Relay(TerminalRecording outer, long pid, TerminalRecording inner) {
        boolean passedOn(TerminalRecording recording, TypedLine line) {
            return recording.equals(outer)
                    && line.pid() == pid
                    && line.timeNanos() >= inner.firstNanos()
                    && inner.input().stream().anyMatch(data -> data.timeNanos() <= line.timeNanos() + LATEST_NANOS);
        }
    }

    private static final long LATEST_NANOS = 2_000_000_000L;

    private final List<Relay> relays = new ArrayList<>();
    private final Map<Relay, Integer> lines = new LinkedHashMap<>();

    private PassedOnLines() {}

    static PassedOnLines among(List<TerminalRecording> recordings) {
        PassedOnLines found = new PassedOnLines();
        for (TerminalRecording outer : recordings) {
            Map<Long, List<TerminalData>> readers = byReader(outer);
            for (TerminalRecording inner : recordings) {
                if (!outer.equals(inner) && outer.isTerminal() && inner.isTerminal() && overlap(outer, inner)) {
                    readers.forEach((pid, read) -> found.compare(outer, pid, read, inner));
                }
            }
        }
        return found;
    }

    private static Map<Long, List<TerminalData>> byReader(TerminalRecording recording) {
        Map<Long, List<TerminalData>> readers = new LinkedHashMap<>();
        recording
                .input()
                .forEach(data -> readers.computeIfAbsent(data.pid(), pid -> new ArrayList<>())
                        .add(data));
        return readers;
    }

    private static boolean overlap(TerminalRecording outer, TerminalRecording inner) {
        return outer.firstNanos() <= inner.lastNanos() && inner.firstNanos() <= outer.lastNanos();
    }

    /** Keys travel in one direction only; letters that are typed again and again agree by chance in the other as well. */
    private void compare(TerminalRecording outer, long pid, List<TerminalData> read, TerminalRecording inner) {
        List<TerminalData> meanwhile = read.stream()
                .filter(data -> data.timeNanos() >= inner.firstNanos() && data.timeNanos() <= inner.lastNanos())
                .toList();
        Correspondence there = Correspondence.of(meanwhile, ReceivedBytes.of(inner.input()));
        if (there == null) {
            return;
        }
        Correspondence back = Correspondence.of(inner.input(), ReceivedBytes.of(meanwhile));
        if (back == null || there.isCloserThan(back)) {
            relays.add(new Relay(outer, pid, inner));
        }
    }

    boolean contains(TerminalRecording recording, TypedLine line) {
        for (Relay relay : relays) {
            if (relay.passedOn(recording, line)) {
                lines.merge(relay, 1, Integer::sum);
                return true;
            }
        }
        return false;
    }

    /** Says that they are left out. */
    void note(Table.Builder table) {
        Map<String, Integer> ways = new HashMap<>();
        Set<String> order = new LinkedHashSet<>();
        lines.forEach((relay, count) -> {
            String way = relay.outer.name() + " to " + relay.inner.name();
            ways.merge(way, count, Integer::sum);
            order.add(way);
        });
        for (String way : order) {
            int count = ways.getOrDefault(way, 0);
            table.note(count + (count == 1 ? " line was" : " lines were") + " passed on from " + way
                    + ", and told there only.");
        }
    }
}
