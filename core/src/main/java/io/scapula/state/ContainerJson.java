package io.scapula.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recorder's description of a container. Every key may be missing, a value of the wrong type counts as missing,
 * and unknown keys are passed over: {@code scap-format} specification, section 9.2.
 */
final class ContainerJson {
    private final JsonTree json = new JsonTree();

    /**
     * Reads a description, with or without the outer {@code container} object.
     *
     * @return {@code null} if the text describes no container
     */
    @Nullable
    ContainerVersion read(String text) {
        try {
            if (!(json.read(text) instanceof Map<?, ?> outer)) {
                return null;
            }
            Map<?, ?> container = outer.get("container") instanceof Map<?, ?> inner ? inner : outer;
            String id = text(container, "id");
            return id.isEmpty() ? null : container(container, id);
        } catch (IOException e) {
            return null;
        }
    }

    private static ContainerVersion container(Map<?, ?> container, String id) {
        Map<String, String> labels = texts(container, "labels");
        Map<String, String> podLabels = texts(container, "pod_sandbox_labels");
        String podUid = labels.getOrDefault(
                ContainerVersion.LABEL_POD_UID, podLabels.getOrDefault(ContainerVersion.LABEL_POD_UID, ""));
        Map<ContainerVersion.ProbeKind, ContainerVersion.Probe> probes =
                new EnumMap<>(ContainerVersion.ProbeKind.class);
        for (ContainerVersion.ProbeKind kind : ContainerVersion.ProbeKind.values()) {
            if (container.get(kind.key()) instanceof Map<?, ?> probe) {
                probes.put(kind, new ContainerVersion.Probe(text(probe, "exe"), list(probe, "args")));
            }
        }
        return new ContainerVersion(
                id,
                text(container, "full_id"),
                ContainerType.find(number(container, "type", -1)),
                text(container, "name"),
                text(container, "image"),
                new ContainerVersion.Image(
                        text(container, "imageid"),
                        text(container, "imagerepo"),
                        text(container, "imagetag"),
                        text(container, "imagedigest")),
                flag(container, "is_pod_sandbox"),
                text(container, "pod_sandbox_id"),
                podUid,
                labels,
                podLabels,
                settings(container),
                mounts(container),
                list(container, "env"),
                ports(container),
                probes,
                number(container, "created_time", 0),
                text(container, "ip"),
                text(container, "cni_json"),
                true);
    }

    private static ContainerVersion.Settings settings(Map<?, ?> container) {
        return new ContainerVersion.Settings(
                flag(container, "privileged"),
                flag(container, "host_pid"),
                flag(container, "host_network"),
                flag(container, "host_ipc"),
                text(container, "User"),
                number(container, "memory_limit", 0),
                number(container, "swap_limit", 0),
                number(container, "cpu_shares", 0),
                number(container, "cpu_quota", 0),
                number(container, "cpu_period", 0),
                number(container, "cpuset_cpu_count", 0),
                number(container, "size", -1));
    }

    private static List<ContainerVersion.Mount> mounts(Map<?, ?> container) {
        List<ContainerVersion.Mount> mounts = new ArrayList<>();
        for (Map<?, ?> mount : objects(container, "Mounts")) {
            mounts.add(new ContainerVersion.Mount(
                    text(mount, "Source"),
                    text(mount, "Destination"),
                    text(mount, "Mode"),
                    flag(mount, "RW"),
                    text(mount, "Propagation")));
        }
        return mounts;
    }

    private static List<ContainerVersion.PortMapping> ports(Map<?, ?> container) {
        List<ContainerVersion.PortMapping> ports = new ArrayList<>();
        for (Map<?, ?> port : objects(container, "port_mappings")) {
            ports.add(
                    new ContainerVersion.PortMapping(number(port, "HostIp", 0), (int) number(port, "HostPort", 0), (int)
                            number(port, "ContainerPort", 0)));
        }
        return ports;
    }

    private static String text(Map<?, ?> object, String key) {
        return object.get(key) instanceof String text ? text : "";
    }

    private static long number(Map<?, ?> object, String key, long absent) {
        return object.get(key) instanceof Number number ? number.longValue() : absent;
    }

    private static boolean flag(Map<?, ?> object, String key) {
        return Boolean.TRUE.equals(object.get(key));
    }

    private static Map<String, String> texts(Map<?, ?> object, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (object.get(key) instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> {
                if (name instanceof String label && value instanceof String text) {
                    texts.put(label, text);
                }
            });
        }
        return texts;
    }

    private static List<String> list(Map<?, ?> object, String key) {
        List<String> texts = new ArrayList<>();
        if (object.get(key) instanceof List<?> elements) {
            for (Object element : elements) {
                if (element instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private static List<Map<?, ?>> objects(Map<?, ?> object, String key) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (object.get(key) instanceof List<?> elements) {
            for (Object element : elements) {
                if (element instanceof Map<?, ?> entry) {
                    objects.add(entry);
                }
            }
        }
        return objects;
    }
}
