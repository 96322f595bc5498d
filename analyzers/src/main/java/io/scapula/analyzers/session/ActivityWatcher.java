package io.scapula.analyzers.session;

import io.scapula.CapturedEvent;
import io.scapula.analysis.EventParameters;
import io.scapula.analyzers.session.Activity.What;
import io.scapula.event.EventContext;
import io.scapula.state.FdVersion;
import io.scapula.state.L4Protocol;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down files that were changed and connections that were made, by whoever may turn out to be in a session. */
final class ActivityWatcher {
    static final Set<String> EVENT_TYPES = Set.of(
            "open",
            "openat",
            "openat2",
            "creat",
            "rename",
            "renameat",
            "renameat2",
            "unlink",
            "unlinkat",
            "rmdir",
            "mkdir",
            "mkdirat",
            "link",
            "linkat",
            "symlink",
            "symlinkat",
            "chmod",
            "fchmodat",
            "connect");

    private static final Set<String> OPENING = Set.of("open", "openat", "openat2", "creat");

    /** Activities that are kept, and characters of their texts. */
    private static final int MOST_ACTIVITIES = 1 << 18;

    private static final int MOST_CHARACTERS = 1 << 25;
    private static final int LONGEST_PATH = 512;

    /** Stands for a directory that is not known; what comes behind it is worth telling. */
    private static final String UNKNOWN_DIRECTORY = "<UNKNOWN>";

    private static final long IN_PROGRESS = -115;

    private final List<Activity> activities = new ArrayList<>();
    private long characters;
    private boolean limitReached;

    void event(CapturedEvent event) {
        EventContext context = event.context();
        ThreadVersion leader = context.leader();
        if (leader == null || isDaemon(leader)) {
            return;
        }
        String type = context.typeName();
        if (type.equals("connect")) {
            connected(event, leader, context);
        } else if (context.result() >= 0) {
            String text = OPENING.contains(type) ? opened(context) : changed(event, type);
            add(event, leader, What.FILE, text);
        }
    }

    /** What ran before the capture without a terminal or a login, and started nothing since, is in no session. */
    private static boolean isDaemon(ThreadVersion leader) {
        return leader.cloneNanos() == 0
                && leader.lastExecNanos() == 0
                && leader.tty() == 0
                && leader.loginUid() == ThreadVersion.NO_ID;
    }

    private void connected(CapturedEvent event, ThreadVersion leader, EventContext context) {
        FdVersion fd = context.fd();
        // Resolvers connect datagram sockets only to see which address they would have.
        if (fd == null || fd.protocol() != L4Protocol.TCP || fd.peer().isEmpty()) {
            return;
        }
        boolean made = context.result() == 0 || context.result() == IN_PROGRESS;
        add(event, leader, What.CONNECTION, (made ? "connected to " : "could not connect to ") + fd.peer());
    }

    private static @Nullable String opened(EventContext context) {
        FdVersion fd = context.fd();
        if (fd == null || !fd.type().isFile() || (fd.openFlags() & OpenFlags.WRITE) == 0 || isNoFile(fd.name())) {
            return null;
        }
        if ((fd.openFlags() & OpenFlags.CREATED) != 0) {
            return "created " + cut(fd.name());
        }
        return ((fd.openFlags() & OpenFlags.TRUNCATE) != 0 ? "overwrote " : "wrote ") + cut(fd.name());
    }

    private static @Nullable String changed(CapturedEvent event, String type) {
        String name = event.field("fs.path.name");
        String target = event.field("fs.path.target");
        if (isNoFile(Objects.requireNonNullElse(name, ""))) {
            return null;
        }
        return switch (type) {
            case "rename", "renameat", "renameat2" -> both(event, "renamed ", " to ", target);
            case "link", "linkat" -> both(event, "linked ", " as ", target);
            case "symlink", "symlinkat" -> {
                String place = event.field("evt.arg.linkpath");
                String led = event.field("evt.arg.target");
                yield led == null || place == null ? null : "made " + cut(place) + " a link to " + cut(led);
            }
            case "unlink", "unlinkat" -> one("deleted ", name);
            case "rmdir" -> one("deleted directory ", name);
            case "mkdir", "mkdirat" -> one("made directory ", name);
            default -> mode(event, name);
        };
    }

    private static @Nullable String mode(CapturedEvent event, @Nullable String name) {
        EventParameters parameters = EventParameters.of(event);
        long mode = parameters == null ? -1 : parameters.integer("mode", -1);
        return name == null
                ? null
                : "changed mode of " + cut(name) + (mode < 0 ? "" : " to " + Long.toOctalString(mode));
    }

    private static @Nullable String one(String verb, @Nullable String path) {
        return path == null ? null : verb + cut(path);
    }

    private static @Nullable String both(CapturedEvent event, String verb, String joint, @Nullable String target) {
        String source = event.field("fs.path.source");
        return source == null || target == null ? null : verb + cut(source) + joint + cut(target);
    }

    private static boolean isNoFile(String path) {
        return path.startsWith("/dev/") || (path.startsWith("/proc/") && !path.startsWith("/proc/sys"));
    }

    private static String cut(String told) {
        String path = told.startsWith(UNKNOWN_DIRECTORY) ? ".../" + told.substring(UNKNOWN_DIRECTORY.length()) : told;
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
    }

    private void add(CapturedEvent event, ThreadVersion leader, What what, @Nullable String text) {
        if (text == null) {
            return;
        }
        characters += text.length();
        if (activities.size() >= MOST_ACTIVITIES || characters > MOST_CHARACTERS) {
            limitReached = true;
            return;
        }
        activities.add(new Activity(event.number(), event.timestampNanos(), leader.pid(), what, text));
    }

    /** What was written down, in the order of the events. */
    List<Activity> activities() {
        return activities;
    }

    /** Whether there was more than is kept. */
    boolean limitReached() {
        return limitReached;
    }
}
