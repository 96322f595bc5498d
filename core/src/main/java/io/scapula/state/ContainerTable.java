package io.scapula.state;

import io.scapula.format.EventView;
import io.scapula.format.event.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The containers, from descriptions in the event stream and from the cgroups of threads. A description replaces what was
 * known under its id as a whole; cgroups add what no description told.
 */
final class ContainerTable {
    private static final String NO_ADDRESS = "0.0.0.0";

    /** How many containers have each address. */
    private final Map<String, Integer> addresses = new HashMap<>();

    private final Map<String, ContainerVersion> current = new LinkedHashMap<>();
    /**
     * What the cgroups alone tell.
     *
     * @param decided whether nothing else can change it
     */
    private record Remembered(@Nullable CgroupMatch match, boolean decided) {}

    private final Map<List<String>, Remembered> matches = new HashMap<>();

    /**
     * What an event says of a container.
     *
     * @param container {@code null} if that cannot be read
     */
    private record Description(@Nullable ContainerVersion container) {}

    /** Made for the first description: captures of hosts have none, and loading a parser takes a while. */
    private @Nullable ContainerJson json;

    private final ParameterMemo<Description> descriptions = new ParameterMemo<>(this::read);
    private final StateListener listener;
    private final StateLimits limits;
    private long unreadable;
    private long changes;
    private boolean limitReached;

    /** Distinct cgroup lists remembered; a capture with more of them only resolves some of them again. */
    private static final int MOST_MATCHES = 1 << 14;

    ContainerTable(StateLimits limits, StateListener listener) {
        this.limits = limits;
        this.listener = listener;
    }

    /** A copy to look up in. */
    ContainerTable snapshot() {
        ContainerTable copy = new ContainerTable(limits, listener);
        copy.current.putAll(current);
        copy.addresses.putAll(addresses);
        return copy;
    }

    /** A table to look up in. */
    static ContainerTable of(List<ContainerVersion> containers) {
        ContainerTable table = new ContainerTable(StateLimits.DEFAULT, new StateListener() {});
        containers.forEach(table::insert);
        return table;
    }

    int size() {
        return current.size();
    }

    /** Grows with every change. */
    long changes() {
        return changes;
    }

    @Nullable
    ContainerVersion find(String id) {
        return current.get(id);
    }

    /** Whether an IPv4 address is the container's own or, if that is not known, that of any container. */
    boolean isLocal(IpAddress address, String containerId) {
        ContainerVersion own = current.get(containerId);
        if (own == null) {
            return false;
        }
        String text = address.toString();
        if (!hasNoAddress(own)) {
            return own.ip().equals(text);
        }
        return address.isZero() || addresses.containsKey(text);
    }

    List<ContainerVersion> all() {
        return new ArrayList<>(current.values());
    }

    /** Descriptions that could not be read. */
    long unreadable() {
        return unreadable;
    }

    boolean limitReached() {
        return limitReached;
    }

    private static boolean hasNoAddress(ContainerVersion container) {
        return container.ip().isEmpty() || container.ip().equals(NO_ADDRESS);
    }

    private void forgetAddress(@Nullable ContainerVersion gone) {
        if (gone != null && !hasNoAddress(gone)) {
            addresses.computeIfPresent(gone.ip(), (ip, containers) -> containers == 1 ? null : containers - 1);
        }
    }

    void clear() {
        changes++;
        current.clear();
        addresses.clear();
        matches.clear();
    }

    /** Finds the thread's container in its cgroups and makes sure that it has an entry; empty id for the host. */
    String resolve(ThreadVersion thread, @Nullable EventView event) {
        Remembered remembered = matches.get(thread.cgroups());
        if (remembered == null) {
            boolean decided = CgroupResolver.isDecidedBy(thread.cgroups());
            remembered = new Remembered(CgroupResolver.resolve(thread.cgroups(), List.of(), List.of()), decided);
            if (matches.size() < MOST_MATCHES) {
                matches.put(thread.cgroups(), remembered);
            }
        }
        CgroupMatch match = remembered.decided || !CgroupResolver.canDecide(thread.env(), thread.args())
                ? remembered.match
                : CgroupResolver.resolve(thread.cgroups(), thread.env(), thread.args());
        return match == null ? "" : known(match, event);
    }

    private String known(CgroupMatch match, @Nullable EventView event) {
        ContainerVersion container = current.get(match.containerId());
        if (container == null) {
            put(ContainerVersion.fromCgroups(match), event);
        } else if (container.podUid().isEmpty() && !match.podUid().isEmpty()) {
            put(container.withPodUid(match.podUid()), event);
        }
        return match.containerId();
    }

    /** Takes the description in a parameter in; {@code null} if it cannot be read. */
    @Nullable
    ContainerVersion describe(EventView event, int index) {
        ContainerVersion container = descriptions.of(event, index).container();
        if (container == null) {
            unreadable++;
            return null;
        }
        ContainerVersion known = current.get(container.id());
        if (container.podUid().isEmpty() && known != null && !known.podUid().isEmpty()) {
            container = container.withPodUid(known.podUid());
        }
        if (known != null && isSame(known, container)) {
            listener.containerChanged(known, event);
            return known;
        }
        put(container, event);
        return container;
    }

    /** Takes the container out that the description in a parameter says is gone; {@code null} if it cannot be read. */
    @Nullable
    ContainerVersion remove(EventView event, int index) {
        ContainerVersion container = descriptions.of(event, index).container();
        if (container == null) {
            unreadable++;
        } else {
            changes++;
            forgetAddress(current.remove(container.id()));
        }
        return container;
    }

    /** Whether nothing is new. The same text gave the same object; what differs mostly differs in what is asked first. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(ContainerVersion known, ContainerVersion container) {
        return known == container
                || (known.described() == container.described()
                        && known.ip().equals(container.ip())
                        && known.equals(container));
    }

    private Description read(EventView event, int index) {
        String text = event.text(index);
        if (text == null || text.length() > limits.maxContainerTextLength()) {
            return new Description(null);
        }
        ContainerJson reader = json == null ? new ContainerJson() : json;
        json = reader;
        return new Description(reader.read(text));
    }

    private void put(ContainerVersion container, @Nullable EventView event) {
        if (current.size() >= limits.maxContainers() && !current.containsKey(container.id())) {
            limitReached = true;
            return;
        }
        changes++;
        insert(container);
        listener.containerChanged(container, event);
    }

    private void insert(ContainerVersion container) {
        forgetAddress(current.put(container.id(), container));
        if (!hasNoAddress(container)) {
            addresses.merge(container.ip(), 1, Integer::sum);
        }
    }
}
