package io.scapula.redact;

import io.scapula.format.CaptureText;
import io.scapula.format.block.BlockOption;
import io.scapula.format.block.FdEntry;
import io.scapula.format.block.FdList;
import io.scapula.format.block.FdTarget;
import io.scapula.format.block.InterfaceList;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.block.UnknownBlock;
import io.scapula.format.block.UserList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Goes through the texts of the blocks that are no events. */
final class BlockTexts {
    /** Recorders cut lists of texts at this many bytes. */
    private static final int LONGEST_LIST = 4096;

    /** Names of descriptors are cut at this many bytes. */
    private static final int LONGEST_NAME = 1023;

    private final TextVisitor visitor;
    private final AddressVisitor addresses;

    BlockTexts(TextVisitor visitor, AddressVisitor addresses) {
        this.visitor = visitor;
        this.addresses = addresses;
    }

    /** Whether a text may have been cut by the recorder. */
    static boolean isPerhapsCut(int length) {
        return length == LONGEST_NAME || length >= LONGEST_LIST - 1;
    }

    /** The block with what the visitor made of its texts. */
    MetadataBlock visit(MetadataBlock block) throws IOException {
        if (block instanceof ProcessList list) {
            List<ProcessEntry> entries = new ArrayList<>();
            for (ProcessEntry entry : list.entries()) {
                entries.add(process(entry));
            }
            return new ProcessList(list.version(), entries);
        }
        if (block instanceof FdList list) {
            List<FdEntry> entries = new ArrayList<>();
            for (FdEntry entry : list.entries()) {
                entries.add(new FdEntry(entry.fd(), entry.inode(), entry.typeCode(), target(entry.target())));
            }
            return new FdList(list.version(), list.tid(), entries);
        }
        if (block instanceof UserList list) {
            return users(list);
        }
        if (block instanceof InterfaceList list) {
            return interfaces(list);
        }
        if (block instanceof MachineInfo machine) {
            return new MachineInfo(
                    machine.cpus(),
                    machine.memoryBytes(),
                    machine.highestPid(),
                    text(machine.hostname()),
                    machine.bootTimeNanos(),
                    machine.flags());
        }
        if (block instanceof UnknownBlock unknown) {
            return unknown(unknown);
        }
        return block;
    }

    /** The header of a section with what the visitor made of its comments. */
    SectionHeader visit(SectionHeader header) throws IOException {
        List<BlockOption> options = new ArrayList<>();
        for (BlockOption option : header.options()) {
            options.add(new BlockOption(option.code(), text(option.text())));
        }
        return new SectionHeader(
                header.byteOrder(), header.majorVersion(), header.minorVersion(), header.sectionLength(), options);
    }

    private ProcessEntry process(ProcessEntry entry) throws IOException {
        List<String> command = new ArrayList<>(List.of(entry.exe()));
        command.addAll(entry.args());
        command = list(command);
        return new ProcessEntry(
                entry.tid(),
                entry.pid(),
                entry.ptid(),
                entry.sid(),
                entry.vpgid(),
                text(entry.comm()),
                command.get(0),
                text(entry.exepath()),
                command.subList(1, command.size()),
                text(entry.cwd()),
                entry.fdLimit(),
                entry.flags(),
                entry.uid(),
                entry.gid(),
                entry.memory(),
                list(entry.env()),
                entry.vtid(),
                entry.vpid(),
                list(entry.cgroups()),
                text(entry.root()),
                entry.tail());
    }

    private FdTarget target(FdTarget target) throws IOException {
        if (target instanceof FdTarget.Named named) {
            return new FdTarget.Named(text(named.name()));
        }
        if (target instanceof FdTarget.RegularFile file) {
            return new FdTarget.RegularFile(file.openFlags(), text(file.path()), file.device());
        }
        if (target instanceof FdTarget.UnixSocket socket) {
            return new FdTarget.UnixSocket(socket.source(), socket.destination(), text(socket.path()));
        }
        if (target instanceof FdTarget.Connection connection) {
            return new FdTarget.Connection(
                    addresses.visit(connection.source()),
                    connection.sourcePort(),
                    addresses.visit(connection.destination()),
                    connection.destinationPort(),
                    connection.protocol());
        }
        if (target instanceof FdTarget.ServerSocket server) {
            return new FdTarget.ServerSocket(addresses.visit(server.address()), server.port(), server.protocol());
        }
        return target;
    }

    private UserList users(UserList list) throws IOException {
        List<UserList.User> users = new ArrayList<>();
        for (UserList.User user : list.users()) {
            users.add(new UserList.User(
                    user.uid(), user.gid(), text(user.name()), text(user.home()), text(user.shell())));
        }
        List<UserList.Group> groups = new ArrayList<>();
        for (UserList.Group group : list.groups()) {
            groups.add(new UserList.Group(group.gid(), text(group.name())));
        }
        return new UserList(list.version(), users, groups);
    }

    private InterfaceList interfaces(InterfaceList list) throws IOException {
        List<InterfaceList.Interface> entries = new ArrayList<>();
        for (InterfaceList.Interface entry : list.entries()) {
            entries.add(new InterfaceList.Interface(
                    text(entry.name()),
                    addresses.visit(entry.address()),
                    entry.netmask(),
                    addresses.visitBroadcast(entry.broadcast(), entry.address(), entry.netmask()),
                    entry.linkSpeed()));
        }
        return new InterfaceList(list.version(), entries);
    }

    private UnknownBlock unknown(UnknownBlock block) throws IOException {
        byte[] bytes = new byte[block.body().remaining()];
        block.body().get(block.body().position(), bytes);
        return visitor.visit(SearchedText.of(bytes))
                ? new UnknownBlock(
                        block.typeCode(),
                        ByteBuffer.wrap(bytes).order(block.body().order()))
                : block;
    }

    private String text(String text) throws IOException {
        if (text.isEmpty()) {
            return text;
        }
        byte[] bytes = CaptureText.encode(text);
        SearchedText searched = new SearchedText(bytes, bytes.length, false, isPerhapsCut(bytes.length), false);
        return visitor.visit(searched) ? CaptureText.decode(bytes, 0, bytes.length) : text;
    }

    private List<String> list(List<String> texts) throws IOException {
        if (texts.isEmpty()) {
            return texts;
        }
        byte[] bytes = CaptureText.encode(String.join("\0", texts));
        SearchedText searched = new SearchedText(bytes, bytes.length, true, isPerhapsCut(bytes.length + 1), false);
        return visitor.visit(searched)
                ? List.of(CaptureText.decode(bytes, 0, bytes.length).split("\0", -1))
                : texts;
    }
}
