package io.scapula.analyzers.session;

import io.scapula.CapturedEvent;
import io.scapula.event.EventContext;
import io.scapula.history.ByEvent;
import io.scapula.state.FdVersion;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which process entered the namespaces of which other one. */
final class NamespaceFacts {
    static final Set<String> EVENT_TYPES = Set.of("setns");

    private static final int MOST_JOINS = 1 << 17;
    private static final Pattern NAMESPACE_OF_PROCESS = Pattern.compile("/proc/(\\d{1,10})/(?:task/\\d+/)?ns/(\\w+)");

    /**
     * A process entered a namespace.
     *
     * @param event     number of the setns
     * @param pid       id of the process
     * @param target    id of the process whose namespace it is
     * @param namespace {@code mnt}, {@code pid} and the like; empty for several at once
     */
    record Join(long event, long pid, long target, String namespace) {
        /** Whether it sees the other's files or processes from here on, not only its network or its name. */
        boolean entersFilesOrProcesses() {
            return namespace.isEmpty() || namespace.equals("mnt") || namespace.startsWith("pid");
        }
    }

    private final Map<Long, List<Join>> joins = new HashMap<>();
    private final List<Join> all = new ArrayList<>();

    void event(CapturedEvent event) {
        EventContext context = event.context();
        ThreadVersion thread = context.thread();
        FdVersion fd = context.fd();
        if (thread == null || fd == null || context.result() != 0 || all.size() >= MOST_JOINS) {
            return;
        }
        Join join = null;
        if (fd.pid() > 0) {
            join = new Join(event.number(), thread.pid(), fd.pid(), "");
        } else {
            Matcher name = NAMESPACE_OF_PROCESS.matcher(fd.name());
            if (name.matches()) {
                join = new Join(event.number(), thread.pid(), Long.parseLong(name.group(1)), name.group(2));
            }
        }
        if (join != null && join.entersFilesOrProcesses()) {
            all.add(join);
            joins.computeIfAbsent(thread.pid(), key -> new ArrayList<>(1)).add(join);
        }
    }

    /** The last that a process with this id did between two events and that shows it files or processes. */
    @Nullable
    Join last(long pid, long from, long to) {
        List<Join> list = joins.getOrDefault(pid, List.of());
        int index = ByEvent.lastUpTo(list, Join::event, to);
        return index < 0 || list.get(index).event < from ? null : list.get(index);
    }

    /** The last of any process before an event. */
    @Nullable
    Join lastBefore(long event) {
        int index = ByEvent.lastUpTo(all, Join::event, event - 1);
        return index < 0 ? null : all.get(index);
    }
}
