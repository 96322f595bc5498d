package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.format.event.IpAddress;
import io.scapula.format.event.ParameterValue;
import io.scapula.state.FdVersion;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/** The descriptors that a program polls, joined by commas. */
final class PollFields {
    private static final int[] LISTS = EventTraits.indexesOf("fds");

    private PollFields() {}

    static void addTo(ReaderTable readers) {
        readers.put("fdlist.nums", list((number, fd) -> Long.toString(number)));
        readers.put("fdlist.names", list((number, fd) -> fd == null || fd.name().isEmpty() ? "<NA>" : fd.name()));
        readers.put("fdlist.cips", list((number, fd) -> text(client(fd))));
        readers.put("fdlist.sips", list((number, fd) -> text(server(fd))));
        readers.put("fdlist.cports", list((number, fd) -> clientPort(fd)));
        readers.put("fdlist.sports", list((number, fd) -> serverPort(fd)));
    }

    @FunctionalInterface
    private interface Element {
        /** The element's text, {@code null} to leave it out. */
        @Nullable
        String of(long number, @Nullable FdVersion fd);
    }

    /** The client's address is there for conversations that have begun. */
    private static @Nullable IpAddress client(@Nullable FdVersion fd) {
        return fd != null && fd.type().isIpSocket() ? fd.source() : null;
    }

    private static @Nullable IpAddress server(@Nullable FdVersion fd) {
        return fd != null && (fd.type().isIpSocket() || fd.type().isIpServer()) ? fd.destination() : null;
    }

    private static @Nullable String clientPort(@Nullable FdVersion fd) {
        return fd == null || client(fd) == null ? null : Integer.toString(fd.sourcePort());
    }

    private static @Nullable String serverPort(@Nullable FdVersion fd) {
        return fd == null || server(fd) == null ? null : Integer.toString(fd.destinationPort());
    }

    private static @Nullable String text(@Nullable IpAddress address) {
        return address == null ? null : address.toString();
    }

    private static FieldReader list(Element element) {
        return (event, value) -> {
            ThreadVersion thread = event.thread();
            EventView view = event.event();
            int index = EventTraits.at(LISTS, view);
            return thread != null
                    && index >= 0
                    && view.value(index) instanceof ParameterValue.PollList list
                    && value.add(joined(event, thread, list, element));
        };
    }

    private static @Nullable String joined(
            EventContext event, ThreadVersion thread, ParameterValue.PollList list, Element element) {
        StringBuilder text = new StringBuilder();
        for (ParameterValue.PollList.Polled polled : list.entries()) {
            String next = element.of(polled.fd(), event.state().fd(thread, polled.fd()));
            if (next != null) {
                text.append(text.length() == 0 ? "" : ",").append(next);
            }
        }
        return text.length() == 0 ? null : text.toString();
    }
}
