package io.scapula.text;

import io.scapula.event.EventContext;
import io.scapula.format.block.UserList;
import io.scapula.format.event.KernelNames;
import io.scapula.format.event.SyscallTable;
import io.scapula.state.FdVersion;
import io.scapula.state.L4Protocol;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/** The names that stand in parentheses behind a parameter's number: of a descriptor, a process, a user, flags, an error. */
final class ValueNames {
    private static final long AT_FDCWD = -100;
    private static final String NOT_AVAILABLE = "<NA>";
    private static final String ROOT = "root";
    /** The code of a system call that sysdig 0.29.3 has another name for. */
    private static final int RT_SIGRETURN = 298;

    private final KernelNames kernelNames = KernelNames.current();
    private final boolean hostUsers;

    /** Names, of users as {@link DisplayOptions#hostUsers()} says. */
    ValueNames(boolean hostUsers) {
        this.hostUsers = hostUsers;
    }

    /**
     * Appends the name.
     *
     * @return false if the value has none; nothing was appended then
     */
    boolean append(StringBuilder out, EventContext event, ParameterStyle style, long value) {
        FlagNames flags = style.flags();
        return switch (style.type()) {
            case FD, FD32 -> appendFd(out, event, value);
            case PID, PID32 -> appendComm(out, event, value);
            case ERRNO -> value < 0 && appendError(out, value);
            case UID -> appendUser(out, event, value);
            case GID -> appendGroup(out, event, value);
            case SIGTYPE -> append(out, kernelNames.signal((int) value));
            case SYSCALLID -> append(out, syscall((int) value, event.isFromCurrentRecorder()));
            case RELTIME -> {
                if (value == -1) {
                    yield false;
                }
                NumberText.appendSeconds(out, value);
                out.append('s');
                yield true;
            }
            case FLAGS8, FLAGS16, FLAGS32, MODE ->
                flags != null && flags.appendBits(out, event.hasEnterEvents() ? value & ~flags.newer() : value);
            case ENUMFLAGS8, ENUMFLAGS16, ENUMFLAGS32 -> flags != null && flags.appendAllOf(out, value);
            default -> false;
        };
    }

    private static String syscall(int code, boolean current) {
        SyscallTable.Syscall syscall = SyscallTable.current().find(code);
        if (syscall == null) {
            return "<unknown syscall>";
        }
        if (syscall.kind() == SyscallTable.Kind.NONE) {
            return "<unknown>";
        }
        return code == RT_SIGRETURN && !current ? "sigreturn" : syscall.name();
    }

    private boolean appendFd(StringBuilder out, EventContext event, long number) {
        if (number < 0) {
            return number == AT_FDCWD ? append(out, "AT_FDCWD") : appendError(out, number);
        }
        FdVersion fd = fd(event, number);
        if (fd == null) {
            return false;
        }
        out.append('<').append(fd.type().letter());
        if (isProtocolSettled(fd) && fd.protocol().letter() != ' ') {
            out.append(fd.protocol().letter());
        }
        out.append('>');
        CleanText.of(event).append(out, fd.name());
        return true;
    }

    /** A socket's protocol is not told before it is known who is client and who is server; raw sockets have neither. */
    private static boolean isProtocolSettled(FdVersion fd) {
        return fd.type().isIpServer() || (fd.type().isIpSocket() && (fd.hasRole() || fd.protocol() == L4Protocol.RAW));
    }

    /** The descriptor with the number, as the event left it or found it. */
    static @Nullable FdVersion fd(EventContext event, long number) {
        FdVersion fd = event.fdNumber() == number ? event.fd() : null;
        ThreadVersion thread = event.thread();
        return fd != null || thread == null ? fd : event.state().fd(thread, number);
    }

    private boolean appendError(StringBuilder out, long negated) {
        return negated >= -Integer.MAX_VALUE && append(out, kernelNames.error((int) -negated));
    }

    /**
     * A child that has ended before its parent returns from vfork has the name that it was born with. Process 1 has an
     * entry without a name in today's library once it has taken in orphans.
     */
    private static boolean appendComm(StringBuilder out, EventContext event, long tid) {
        ThreadVersion thread = event.state().thread(tid);
        if (thread == null && isChildOfVfork(event, tid)) {
            thread = event.thread();
        }
        if (thread == null) {
            String bornAs = event.state().nameOfVforked(tid);
            boolean hasEntry =
                    tid == 1 && event.isFromCurrentRecorder() && event.state().orphansLeftToFirstProcess();
            return bornAs == null ? hasEntry && append(out, NOT_AVAILABLE) : append(out, bornAs);
        }
        return append(out, thread.comm());
    }

    /** In a pid namespace vfork returns a number that can be some other thread's id outside. */
    private static boolean isChildOfVfork(EventContext event, long tid) {
        ThreadVersion caller = event.thread();
        return tid > 0
                && event.hasEnterEvents()
                && event.typeName().equals("vfork")
                && caller != null
                && !caller.isInPidNamespace()
                && event.event().integer(0, -1) == tid;
    }

    private boolean appendUser(StringBuilder out, EventContext event, long uid) {
        if (uid == ThreadVersion.NO_ID) {
            return append(out, "<NONE>");
        }
        String container = containerId(event);
        UserList.User user = event.state().users().user(container, uid);
        if (user == null) {
            return append(out, uid == 0 && assumesRoot(event, container) ? ROOT : NOT_AVAILABLE);
        }
        return append(out, user.name());
    }

    /** User and group 0 have a name everywhere, but not to the library of the time when containers were built in. */
    private static boolean assumesRoot(EventContext event, String container) {
        return container.isEmpty() || !event.hasEnterEvents() || !event.isFromCurrentRecorder();
    }

    private boolean appendGroup(StringBuilder out, EventContext event, long gid) {
        if (gid == ThreadVersion.NO_ID) {
            return append(out, "<NONE>");
        }
        String container = containerId(event);
        UserList.Group group = event.state().users().group(container, gid);
        if (group == null) {
            return append(out, gid == 0 && assumesRoot(event, container) ? ROOT : NOT_AVAILABLE);
        }
        return append(out, group.name());
    }

    /** The container whose users are meant; empty for the host. */
    private String containerId(EventContext event) {
        ThreadVersion thread = event.thread();
        return thread == null || hostUsers ? "" : thread.containerId();
    }

    private static boolean append(StringBuilder out, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return false;
        }
        out.append(text);
        return true;
    }
}
