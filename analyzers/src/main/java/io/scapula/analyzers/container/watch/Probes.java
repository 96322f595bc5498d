package io.scapula.analyzers.container.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connections from outside of containers, by the port that they are for. */
final class Probes {
    /** No more are followed at the same time, and no more ports are told apart. */
    private static final int MOST = 1024;

    private static final int MOST_OF_A_PORT = 32;
    private static final int STATUS_START = 9;
    private static final int STATUS_END = 12;

    private record Place(long pid, long descriptor) {}

    private final Map<Integer, Ring<Probe>> byPort = new HashMap<>();
    private final Map<Place, Probe> open = new HashMap<>();

    void connects(long pid, long descriptor, Probe probe) {
        if (open.size() >= MOST) {
            open.clear();
        }
        open.put(new Place(pid, descriptor), probe);
        if (byPort.size() < MOST || byPort.containsKey(probe.port())) {
            byPort.computeIfAbsent(probe.port(), port -> new Ring<>(MOST_OF_A_PORT))
                    .add(probe);
        }
    }

    /** The probe for which a process reads, {@code null} if it is none. */
    @Nullable
    Probe reading(long pid, long descriptor) {
        return open.get(new Place(pid, descriptor));
    }

    static int httpStatus(String text) {
        if (!text.startsWith("HTTP/1.") || text.length() < STATUS_END) {
            return 0;
        }
        try {
            return Integer.parseInt(text.substring(STATUS_START, STATUS_END));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    List<Probe> of(int port) {
        Ring<Probe> probes = byPort.get(port);
        return probes == null ? new ArrayList<>() : probes.list();
    }
}
