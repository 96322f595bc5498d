package io.scapula.redact;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Tells which bytes of a JSON text may change without its structure changing: those within texts, unless the text is a key
 * that readers of container descriptions know. The text may be cut.
 */
final class JsonStrings {
    private static final Set<String> KEYS = Set.of(
            "container",
            "id",
            "full_id",
            "type",
            "name",
            "image",
            "imageid",
            "imagerepo",
            "imagetag",
            "imagedigest",
            "privileged",
            "is_pod_sandbox",
            "lookup_state",
            "created_time",
            "Mounts",
            "Source",
            "Destination",
            "Mode",
            "Propagation",
            "RW",
            "Healthcheck",
            "LivenessProbe",
            "ReadinessProbe",
            "exe",
            "args",
            "ip",
            "port_mappings",
            "HostIp",
            "HostPort",
            "ContainerPort",
            "labels",
            "env",
            "memory_limit",
            "swap_limit",
            "cpu_shares",
            "cpu_quota",
            "cpu_period",
            "cpuset_cpu_count",
            "mesos_task_id",
            "metadata_deadline",
            "User",
            "lowerdir",
            "cni_json",
            "pod_sandbox_id",
            "pod_sandbox_labels",
            "host_pid",
            "host_network",
            "host_ipc",
            "size");

    private JsonStrings() {}

    /** Puts back what must not have changed. */
    static void restore(byte[] original, byte[] changed, int length) {
        int index = 0;
        while (index < length) {
            if (original[index] != '"') {
                changed[index] = original[index];
                index++;
                continue;
            }
            int end = closing(original, index, length);
            boolean key = isKey(original, index, end, length);
            changed[index] = original[index];
            if (key) {
                System.arraycopy(original, index, changed, index, end - index);
            }
            if (end < length) {
                changed[end] = original[end];
            }
            index = end + 1;
        }
    }

    private static int closing(byte[] bytes, int opening, int length) {
        int index = opening + 1;
        while (index < length && bytes[index] != '"') {
            index += bytes[index] == '\\' ? 2 : 1;
        }
        return Math.min(index, length);
    }

    private static boolean isKey(byte[] bytes, int opening, int closing, int length) {
        int next = closing + 1;
        while (next < length && bytes[next] <= ' ' && bytes[next] >= 0) {
            next++;
        }
        return next < length
                && bytes[next] == ':'
                && KEYS.contains(new String(bytes, opening + 1, closing - opening - 1, StandardCharsets.ISO_8859_1));
    }
}
