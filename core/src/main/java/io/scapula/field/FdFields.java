package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.EventTypeSet;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.ThreadVersion;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The descriptor that an event is about: its number, kind, name and file. */
final class FdFields {
    private static final String[] GUESSED_LETTERS = guessedLetters();
    private static final String UNKNOWN_LETTER = FdType.UNKNOWN.letterText();
    /** Today's library guesses from openat and creat alone. */
    private static final EventTypeSet OPENS =
            EventTraits.where(type -> type.name().equals("open"));

    private FdFields() {}

    static void addTo(ReaderTable readers) {
        readers.put("fd.num", (event, value) -> EventTraits.isAboutFd(event) && value.add(event.fdNumber()));
        readers.put("fd.type", ofFd((event, fd, value) -> value.add(fd.type().label())));
        readers.put("fd.typechar", FdFields::letter);
        readers.fresh("fd.name", () -> ofName((event, name, value) -> value.add(name)));
        readers.fresh("fd.nameraw", () -> {
            FdNames names = new FdNames();
            return (event, value) -> EventTraits.isAboutFd(event) && value.add(names.rawName(event));
        });
        readers.fresh("fd.directory", () -> ofName((event, name, value) -> value.add(directory(event.fd(), name))));
        readers.put("fd.filename", ofFd((event, fd, value) -> fd.type().isFile() && value.add(fileName(fd.name()))));
        readers.fresh(
                "fd.containername", () -> ofName((event, name, value) -> value.add(container(event) + ":" + name)));
        readers.fresh(
                "fd.containerdirectory",
                () -> ofName((event, name, value) -> {
                    String directory = directory(event.fd(), name);
                    return directory != null && value.add(container(event) + ":" + directory);
                }));
        readers.put("fd.uid", FdFields::threadAndNumber);
        readers.put("fd.dev", ofFd((event, fd, value) -> value.add(fd.device())));
        readers.put("fd.dev.major", ofFd((event, fd, value) -> value.add(fd.device() >>> 8 & 0xFFF)));
        readers.put(
                "fd.dev.minor",
                ofFd((event, fd, value) -> value.add(fd.device() & 0xFF | fd.device() >>> 12 & 0xFFF00)));
        readers.put("fd.ino", ofFd((event, fd, value) -> value.add(fd.inode())));
        readers.put("fd.is_upper_layer", ofFd((event, fd, value) -> value.add(fd.isUpperLayer())));
        readers.put("fd.is_lower_layer", ofFd((event, fd, value) -> value.add(fd.isLowerLayer())));
        readers.put("fd.name_changed", ofFd((event, fd, value) -> value.add(event.fdNameChanged())));
        readers.binding(
                "fd.types",
                (field, argument) -> FieldBinding.plain(
                        field,
                        argument,
                        argument == null ? FdFields::types : typeOf(FieldArguments.index("fd.types", argument))));
        standardStream(readers, "proc.stdin", 0);
        standardStream(readers, "proc.stdout", 1);
        standardStream(readers, "proc.stderr", 2);
    }

    /** Reads from a descriptor. */
    @FunctionalInterface
    interface OfFd {
        boolean read(EventContext event, FdVersion fd, FieldValue value);
    }

    /** What the event's descriptor has; without a value if it is not known. */
    static FieldReader ofFd(OfFd reader) {
        return (event, value) -> {
            FdVersion fd = event.fd();
            return fd != null && EventTraits.isAboutFd(event) && reader.read(event, fd, value);
        };
    }

    @FunctionalInterface
    private interface OfName {
        boolean read(EventContext event, String name, FieldValue value);
    }

    private static FieldReader ofName(OfName reader) {
        FdNames names = new FdNames();
        return (event, value) -> {
            String name = EventTraits.isAboutFd(event) ? names.name(event) : null;
            return name != null && reader.read(event, name, value);
        };
    }

    private static boolean letter(EventContext event, FieldValue value) {
        if (!EventTraits.isAboutFd(event)) {
            return false;
        }
        FdVersion fd = event.fd();
        int code = event.event().typeCode();
        if (fd != null) {
            return value.add(fd.type().letterText());
        }
        boolean isOpenOfToday = event.isFromCurrentRecorder() && OPENS.contains(code) && !EventTraits.isExit(event);
        return value.add(isOpenOfToday ? UNKNOWN_LETTER : GUESSED_LETTERS[code]);
    }

    /** What is most likely by the call alone, while no descriptor is on record. */
    private static String[] guessedLetters() {
        EventTable table = EventTable.current();
        String[] letters = new String[table.size()];
        for (EventType type : table.all()) {
            letters[type.code()] = switch (type.name()) {
                case "open", "openat", "openat2", "creat" -> "f";
                case "socket", "accept", "accept4" -> "4";
                case "pipe", "pipe2" -> "p";
                case "eventfd", "eventfd2" -> "e";
                case "signalfd", "signalfd4" -> "s";
                case "timerfd_create" -> "t";
                case "inotify_init", "inotify_init1" -> "i";
                default -> "o";
            };
        }
        return letters;
    }

    /** The part before the last slash; {@code null} for what is no file. */
    private static @Nullable String directory(@Nullable FdVersion fd, String name) {
        if (fd != null && fd.type() == FdType.DIRECTORY) {
            return name;
        }
        if (fd != null && !fd.type().isFile()) {
            return null;
        }
        int slash = name.lastIndexOf('/');
        if (slash == name.length() - 1 && slash > 0) {
            return name;
        }
        return slash <= 0 ? "/" : name.substring(0, slash);
    }

    private static String fileName(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "/" : name.substring(slash + 1);
    }

    private static String container(EventContext event) {
        ThreadVersion thread = event.thread();
        return thread == null ? "" : thread.containerId();
    }

    private static boolean threadAndNumber(EventContext event, FieldValue value) {
        ThreadVersion thread = event.thread();
        return thread != null
                && EventTraits.isAboutFd(event)
                && value.add(Long.toString(thread.tid()) + event.fdNumber());
    }

    /** Each kind of descriptor that the process has open, once. */
    private static boolean types(EventContext event, FieldValue value) {
        ThreadVersion thread = event.thread();
        if (thread == null) {
            return false;
        }
        Set<String> labels = new LinkedHashSet<>();
        event.state().forEachFd(thread, fd -> labels.add(fd.type().label()));
        labels.forEach(value::add);
        return true;
    }

    private static FieldReader typeOf(int number) {
        return ofNumber(number, (event, fd, value) -> value.add(fd.type().label()));
    }

    private static FieldReader ofNumber(int number, OfFd reader) {
        return (event, value) -> {
            ThreadVersion thread = event.thread();
            FdVersion fd = thread == null ? null : event.state().fd(thread, number);
            return fd != null && reader.read(event, fd, value);
        };
    }

    private static void standardStream(ReaderTable readers, String stream, int number) {
        readers.put(stream + ".type", typeOf(number));
        readers.put(stream + ".name", ofNumber(number, (event, fd, value) -> value.add(fd.name())));
    }
}
