package io.scapula;

import io.scapula.column.CaptureIndex;
import io.scapula.column.IndexedEvent;
import io.scapula.format.block.InterfaceList.Interface;
import io.scapula.state.ContainerVersion;
import io.scapula.state.Environment;
import io.scapula.state.Lineage;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The small tables of a capture: what threads share, and the capture itself. */
final class SharedTables {
    private final CaptureIndex index;
    private final String captureName;
    private final long storedBytes;

    SharedTables(CaptureIndex index, String captureName, long storedBytes) {
        this.index = index;
        this.captureName = captureName;
        this.storedBytes = storedBytes;
    }

    List<Table> all() {
        List<Environment> environments = index.allEnvironments();
        return List.of(
                containers(environments),
                users(environments),
                groups(environments),
                interfaces(environments),
                captures());
    }

    private static Column text(String name, String description) {
        return new Column(name, ColumnType.TEXT, description);
    }

    private static Column number(String name, String description) {
        return new Column(name, ColumnType.INTEGER, description);
    }

    private static Column truth(String name, String description) {
        return new Column(name, ColumnType.BOOLEAN, description);
    }

    private static @Nullable String known(String value) {
        return value.isEmpty() ? null : value;
    }

    /** Every description of every container, in the order in which they came. */
    private Table containers(List<Environment> environments) {
        Table.Builder table = Table.builder(
                "containers",
                text("container_id", "id as container.id shows it"),
                text("container_full_id", "the whole id"),
                text("container_type", "engine"),
                text("container_name", "name in the engine, or within the pod"),
                text("container_image", "image with tag"),
                text("container_image_id", "id of the image"),
                text("container_image_repository", "image without tag"),
                text("container_image_tag", "tag of the image"),
                text("container_image_digest", "digest of the image"),
                truth("container_is_pod_sandbox", "whether it only holds a pod's namespaces"),
                truth("container_privileged", "whether it may do everything"),
                truth("container_host_pid", "whether it shares the host's process ids"),
                truth("container_host_network", "whether it shares the host's network"),
                text("container_user", "user that it was to run as"),
                number("container_memory_limit", "bytes"),
                text("container_ip", "its address"),
                text("container_mounts", "source:destination:mode, one after the other"),
                text("container_labels", "key=value, one after the other"),
                text("container_env", "KEY=value, one after the other, as far as recorded"),
                text("k8s_ns_name", "namespace of the pod"),
                text("k8s_pod_name", "name of the pod"),
                text("k8s_pod_uid", "uid of the pod"),
                text("k8s_pod_sandbox_id", "full id of the pod's sandbox container"),
                truth("described", "whether the recorder described it; otherwise only cgroups told of it"));
        Set<ContainerVersion> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Environment environment : environments) {
            environment.containers().forEach(container -> add(table, container, seen));
        }
        for (int row = 0; row < index.lineageCount(); row++) {
            Lineage lineage = index.findLineage(row);
            ContainerVersion container = lineage == null ? null : lineage.container();
            if (container != null) {
                add(table, container, seen);
            }
        }
        index.describedContainers().forEach(container -> add(table, container, seen));
        return table.build();
    }

    private static void add(Table.Builder table, ContainerVersion container, Set<ContainerVersion> seen) {
        if (!seen.add(container)) {
            return;
        }
        ContainerVersion.Settings settings = container.settings();
        table.addRow(
                container.id(),
                known(container.fullId()),
                container.type() == null ? null : container.type().label(),
                known(container.name()),
                known(container.image()),
                known(container.imageDetail().id()),
                known(container.imageDetail().repository()),
                known(container.imageDetail().tag()),
                known(container.imageDetail().digest()),
                container.isPodSandbox(),
                settings.privileged(),
                settings.hostPid(),
                settings.hostNetwork(),
                known(settings.user()),
                settings.memoryLimit() == 0 ? null : settings.memoryLimit(),
                known(container.ip()),
                known(container.mounts().stream()
                        .map(mount -> mount.source() + ":" + mount.destination() + ":" + mount.mode())
                        .collect(Collectors.joining(","))),
                known(labels(container.labels())),
                known(String.join(",", container.environment())),
                known(container.podNamespace()),
                known(container.podName()),
                known(container.podUid()),
                known(container.podSandboxId()),
                container.described());
    }

    private static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    private static Table users(List<Environment> environments) {
        Table.Builder table = Table.builder(
                "users",
                text("container_id", "container that the user is of, absent for the host"),
                number("user_uid", "id"),
                number("group_gid", "id of the main group"),
                text("user_name", "name"),
                text("user_homedir", "home directory"),
                text("user_shell", "login shell"));
        Set<Object> seen = new HashSet<>();
        for (Environment environment : environments) {
            environment.users().forEachUser((container, user) -> {
                if (seen.add(List.of(container, user))) {
                    table.addRow(
                            known(container),
                            user.uid(),
                            user.gid(),
                            user.name(),
                            known(user.home()),
                            known(user.shell()));
                }
            });
        }
        return table.build();
    }

    private static Table groups(List<Environment> environments) {
        Table.Builder table = Table.builder(
                "groups",
                text("container_id", "container that the group is of, absent for the host"),
                number("group_gid", "id"),
                text("group_name", "name"));
        Set<Object> seen = new HashSet<>();
        for (Environment environment : environments) {
            environment.users().forEachGroup((container, group) -> {
                if (seen.add(List.of(container, group))) {
                    table.addRow(known(container), group.gid(), group.name());
                }
            });
        }
        return table.build();
    }

    private static Table interfaces(List<Environment> environments) {
        Table.Builder table = Table.builder(
                "interfaces",
                text("interface_name", "such as eth0"),
                text("address", "IPv4 or IPv6"),
                text("netmask", "mask of the network"),
                text("broadcast", "address of all in the network"),
                number("link_speed", "bits per second"));
        Set<Interface> seen = new HashSet<>();
        for (Environment environment : environments) {
            environment.addresses().forEach(entry -> {
                if (seen.add(entry)) {
                    table.addRow(
                            entry.name(),
                            entry.address().toString(),
                            entry.netmask().toString(),
                            entry.broadcast().toString(),
                            entry.linkSpeed() == 0 ? null : entry.linkSpeed());
                }
            });
        }
        return table.build();
    }

    private Table captures() {
        Table.Builder table = Table.builder(
                "captures",
                text("file", "path of the capture"),
                number("stored_bytes", "size of the file"),
                number("events", "events that are shown"),
                number("hidden_events", "notices of the recorder that are not shown"),
                new Column("start_time", ColumnType.TIME, "first event that is shown"),
                new Column("end_time", ColumnType.TIME, "last event that is shown"),
                text("hostname", "name of the machine"),
                truth("damaged", "whether something that the recorder wrote could not be read"));
        IndexedEvent event = index.newEvent();
        long shown = 0;
        Long start = null;
        Long end = null;
        String hostname = "";
        for (int row = index.nextShown(0); row < index.rows(); row = index.nextShown(row + 1)) {
            event.moveTo(row);
            start = start == null ? (Long) event.event().timestampNanos() : start;
            end = event.event().timestampNanos();
            shown++;
        }
        if (shown > 0) {
            hostname = event.hostname();
        }
        table.addRow(
                captureName,
                storedBytes < 0 ? null : storedBytes,
                shown,
                index.rows() - shown,
                start,
                end,
                known(hostname),
                index.limitReached()
                        || index.warnings().stream()
                                .anyMatch(warning -> warning.kind().isDamage()));
        return table.build();
    }
}
