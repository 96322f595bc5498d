package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import io.scapula.format.event.EventTypeSet;
import io.scapula.state.FdVersion;
import io.scapula.state.Paths;
import io.scapula.state.ThreadVersion;
import io.scapula.text.DisplayOptions;
import io.scapula.text.ParameterText;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Names of descriptors: those on record and, for calls that failed to make one, what they were to be called, from the
 * parameters. When any other call on a descriptor returns that nothing is known of, the name is there, but empty. For one
 * thread.
 */
final class FdNames {
    private static final long AT_FDCWD = -100;
    private static final String UNKNOWN_DIRECTORY = "<UNKNOWN>";
    private static final Set<String> OPENS = Set.of("open", "creat", "openat", "openat2");
    private static final Set<String> CONNECTIONS = Set.of("accept", "accept4", "connect");
    private static final EventTypeSet OPENING = EventTraits.where(type -> type.isExit() && OPENS.contains(type.name()));
    private static final EventTypeSet CONNECTING =
            EventTraits.where(type -> type.isExit() && CONNECTIONS.contains(type.name()));
    private static final EventTypeSet CONNECTS =
            EventTraits.where(type -> type.isExit() && type.name().equals("connect"));
    private static final int[] PATHS = EventTraits.indexesOf("name");
    private static final int[] TUPLES = EventTraits.indexesOf("tuple");

    private final ParameterText parameters = new ParameterText(DisplayOptions.DEFAULT);
    private final StringBuilder text = new StringBuilder();

    /** The name, {@code null} if there is none to know. */
    @Nullable
    String name(EventContext event) {
        FdVersion fd = event.fd();
        return fd == null || hasNotConnected(event) ? intendedName(event, false) : fd.name();
    }

    /** The socket keeps the name it had, but the event is about the peer that it did not reach, or not yet. */
    private static boolean hasNotConnected(EventContext event) {
        return (event.hasEnterEvents() || !event.isFromCurrentRecorder())
                && CONNECTS.contains(event.event().typeCode())
                && event.result() < 0;
    }

    /** The name as the program gave it. */
    @Nullable
    String rawName(EventContext event) {
        FdVersion fd = event.fd();
        return fd == null ? intendedName(event, true) : fd.rawName();
    }

    private @Nullable String intendedName(EventContext event, boolean raw) {
        EventView shown = event.event();
        if (OPENING.contains(shown.typeCode())) { // the current schema gives them no other name
            EventView view = EventTraits.complete(event);
            int index = EventTraits.at(PATHS, view);
            if (index < 0) { // a former shape whose enter event had the path
                return null;
            }
            return raw ? view.text(index) : absolutePath(event, view, index, UNKNOWN_DIRECTORY);
        }
        if (!EventTraits.isExit(event)) {
            return null;
        }
        int index = EventTraits.at(TUPLES, shown);
        if (!CONNECTING.contains(shown.typeCode()) || index < 0) {
            return "";
        }
        text.setLength(0);
        parameters.appendValue(text, event, index);
        return text.toString();
    }

    /**
     * A path parameter made absolute: below its directory parameter, or below the working directory.
     *
     * @param unknown what stands for a directory that is not known
     * @return {@code null} if the path was not recorded
     */
    static @Nullable String absolutePath(EventContext event, EventView view, int index, String unknown) {
        String path = view.text(index);
        if (path == null) {
            return null;
        }
        return Paths.join(path.startsWith("/") ? "" : directory(event, view, index, fd -> true, unknown), path);
    }

    /**
     * The directory that a path parameter is relative to: that of its directory parameter, or the working directory.
     *
     * @param isKnown whether a descriptor says where that is
     * @param unknown what stands for a directory that is not known
     */
    static String directory(
            EventContext event, EventView view, int index, Predicate<FdVersion> isKnown, String unknown) {
        EventType type = view.type();
        int parameter = type == null ? -1 : type.parameters().get(index).directoryParameter();
        long number = parameter < 0 ? AT_FDCWD : view.integer(parameter, AT_FDCWD);
        ThreadVersion thread = event.thread();
        if (number == AT_FDCWD || thread == null) {
            ThreadVersion leader = event.leader();
            return leader == null ? "" : leader.cwd();
        }
        FdVersion directory = event.state().fd(thread, number);
        if (directory == null || !isKnown.test(directory)) {
            return unknown;
        }
        return directory.name().endsWith("/") ? directory.name() : directory.name() + "/";
    }
}
