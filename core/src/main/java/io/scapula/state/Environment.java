package io.scapula.state;

import io.scapula.format.block.InterfaceList;
import io.scapula.format.event.IpAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all threads of a machine share and what seldom changes: users, containers, addresses, the recorder. Immutable. */
public final class Environment {
    private final UserTable users;
    private final ContainerTable containers;
    private final NetworkInterfaces interfaces;
    private final String hostname;
    private final boolean fromCurrentRecorder;
    private final boolean enterEvents;

    Environment(
            UserTable users,
            ContainerTable containers,
            NetworkInterfaces interfaces,
            String hostname,
            boolean fromCurrentRecorder,
            boolean enterEvents) {
        this.users = users;
        this.containers = containers;
        this.interfaces = interfaces;
        this.hostname = hostname;
        this.fromCurrentRecorder = fromCurrentRecorder;
        this.enterEvents = enterEvents;
    }

    /** As {@link SystemState#users()}. */
    public UserTable users() {
        return users;
    }

    /** As {@link SystemState#container(String)}. */
    public @Nullable ContainerVersion container(String id) {
        return containers.find(id);
    }

    /** All containers, in the order in which they were told of. */
    public List<ContainerVersion> containers() {
        return containers.all();
    }

    /** The machine's addresses, IPv4 first. */
    public List<InterfaceList.Interface> addresses() {
        return Stream.concat(interfaces.v4().stream(), interfaces.v6().stream()).toList();
    }

    NetworkInterfaces interfaces() {
        return interfaces;
    }

    /** As {@link SystemState#isLocal}. */
    public boolean isLocal(IpAddress address, ThreadVersion thread) {
        return isLocal(address, thread, containers, interfaces);
    }

    static boolean isLocal(
            IpAddress address, ThreadVersion thread, ContainerTable containers, NetworkInterfaces interfaces) {
        boolean inContainer = !thread.containerId().isEmpty();
        if (inContainer && address.isV6()) {
            return false;
        }
        return (inContainer && containers.isLocal(address, thread.containerId())) || interfaces.has(address);
    }

    /** Name of the machine, empty if not recorded. */
    public String hostname() {
        return hostname;
    }

    /** As {@link SystemState#isFromCurrentRecorder()}. */
    public boolean isFromCurrentRecorder() {
        return fromCurrentRecorder;
    }

    /** As {@link SystemState#hasEnterEvents()}. */
    public boolean hasEnterEvents() {
        return enterEvents;
    }
}
