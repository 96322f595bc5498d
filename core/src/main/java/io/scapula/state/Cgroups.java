package io.scapula.state;

import java.util.ArrayList;
import java.util.List;

/** Names of cgroup subsystems: events shorten some, process lists don't. */
final class Cgroups {
    private static final String SUFFIX = "_cgroup=";

    private Cgroups() {}

    /** The entries with the names that {@code /proc} has for the subsystems. */
    static List<String> named(List<String> recorded) {
        for (String entry : recorded) {
            if (!entry.equals(named(entry))) {
                List<String> named = new ArrayList<>(recorded.size());
                recorded.forEach(other -> named.add(named(other)));
                return List.copyOf(named);
            }
        }
        return recorded;
    }

    private static String named(String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            return entry;
        }
        int suffix = entry.indexOf(SUFFIX);
        int end = suffix >= 0 && suffix < equals ? suffix : equals;
        String subsystem = entry.substring(0, end);
        String name = switch (subsystem) {
            case "perf" -> "perf_event";
            case "mem" -> "memory";
            case "io" -> "blkio";
            default -> subsystem;
        };
        return end == equals && name.equals(subsystem) ? entry : name + entry.substring(equals);
    }
}
