package io.scapula;

import io.scapula.column.CaptureIndex;
import io.scapula.column.IndexedEvent;
import io.scapula.column.RowUsage;
import io.scapula.format.event.IpAddress;
import io.scapula.relation.Relation;
import io.scapula.state.FdVersion;
import io.scapula.state.L4Protocol;
import io.scapula.state.ThreadVersion;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every version of every descriptor that an event is about: a row is true for the events from its first to its last one. */
final class FdsRelation {
    private FdsRelation() {}

    static Relation of(IndexedCapture capture) {
        CaptureIndex index = capture.index();
        List<Column> columns = new ArrayList<>(List.of(
                new Column("row", ColumnType.INTEGER, "number of the version, as events.fd_row has it"),
                new Column("proc_pid", ColumnType.INTEGER, "process of the first event that it is true for"),
                new Column("fd_num", ColumnType.INTEGER, "number in its process"),
                new Column("fd_type", ColumnType.TEXT, "fd.type: file, directory, ipv4, ipv6, unix, pipe, event…"),
                new Column("fd_typechar", ColumnType.TEXT, "fd.typechar: the type as one letter"),
                new Column("fd_name", ColumnType.TEXT, "fd.name: absolute path, or both ends of a connection"),
                new Column("fd_nameraw", ColumnType.TEXT, "the name as the program gave it"),
                new Column("fd_l4proto", ColumnType.TEXT, "tcp, udp, icmp or raw"),
                new Column("fd_cip", ColumnType.TEXT, "address of the client"),
                new Column("fd_cport", ColumnType.INTEGER, "port of the client"),
                new Column("fd_sip", ColumnType.TEXT, "address of the server"),
                new Column("fd_sport", ColumnType.INTEGER, "port of the server"),
                new Column("fd_is_server", ColumnType.BOOLEAN, "whether the process is the server of the connection"),
                new Column("fd_connected", ColumnType.BOOLEAN, "whether a socket is connected"),
                new Column("fd_openflags", ColumnType.INTEGER, "bits that the file was opened with, as recorded"),
                new Column("fd_dev", ColumnType.INTEGER, "device of a file"),
                new Column("fd_ino", ColumnType.INTEGER, "inode of a file"),
                new Column("fd_from_start", ColumnType.BOOLEAN, "whether it was open when the recording began")));
        VersionUse.addColumns(columns);
        RowUsage usage = index.usage(true);
        return new VersionsRelation("fds", columns, index.fdCount(), capture, () -> rows(index, usage));
    }

    private static VersionsRelation.Rows rows(CaptureIndex index, RowUsage usage) {
        IndexedEvent event = index.newEvent();
        return row -> {
            FdVersion fd = index.findFd(row);
            if (fd == null || usage.count(row) == 0) {
                return null;
            }
            event.moveTo(usage.first(row));
            ThreadVersion thread = event.thread();
            List<@Nullable Object> values = values(fd, thread == null ? null : thread.pid(), row);
            VersionUse.addValues(values, index, usage, row);
            return values;
        };
    }

    private static List<@Nullable Object> values(FdVersion fd, @Nullable Long pid, int row) {
        boolean socket = fd.type().isIpSocket() || fd.type().isIpServer();
        boolean file = fd.inode() != 0;
        List<@Nullable Object> values = new ArrayList<>();
        values.add((long) row);
        values.add(pid);
        values.add(fd.number());
        values.add(fd.type().label());
        values.add(fd.type().letterText());
        values.add(fd.name().isEmpty() ? null : fd.name());
        values.add(fd.rawName().isEmpty() ? null : fd.rawName());
        values.add(fd.protocol() == L4Protocol.UNKNOWN ? null : fd.protocol().label());
        values.add(text(fd.source()));
        values.add(fd.type().isIpSocket() ? (Object) (long) fd.sourcePort() : null);
        values.add(text(fd.destination()));
        values.add(socket ? (Object) (long) fd.destinationPort() : null);
        values.add(fd.hasRole() ? fd.isServer() : null);
        values.add(socket ? fd.isConnected() : null);
        values.add(fd.type().isFile() ? (Object) (long) fd.openFlags() : null);
        values.add(file ? fd.device() : null);
        values.add(file ? fd.inode() : null);
        values.add(fd.isFromProc());
        return values;
    }

    private static @Nullable String text(@Nullable IpAddress address) {
        return address == null ? null : address.toString();
    }
}
