package io.scapula.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container as it was described at one time. Immutable; a later description is a new version under the same id.
 *
 * <p>What was not recorded is an empty text, an empty list or 0.
 *
 * @param id               the first 12 characters of the full id, or a shorter name for engines that use names
 * @param fullId           the whole id, empty if only cgroups told of the container and not in full
 * @param type             the engine, {@code null} if the description names one that is not known
 * @param name             name in the engine; for a Kubernetes container its name within the pod
 * @param image            image with tag, such as {@code docker.io/library/nginx:1.25}
 * @param imageDetail      the parts of the image
 * @param isPodSandbox     whether it only holds a pod's namespaces
 * @param podSandboxId     full id of the pod's sandbox container
 * @param podUid           Kubernetes' uid of the pod, from labels or from the cgroup path
 * @param labels           labels, those of Kubernetes among them
 * @param podSandboxLabels labels of the pod
 * @param settings         how it may run
 * @param mounts           what is mounted into it
 * @param environment      {@code KEY=value} each, as far as the recorder kept them
 * @param portMappings     published ports
 * @param probes           commands that tell whether it is well, by kind
 * @param createdSeconds   seconds since the epoch when it was created
 * @param ip               its address, dotted
 * @param cniJson          network configuration as JSON text
 * @param described        whether a description was recorded; otherwise only cgroups told of it
 */
public record ContainerVersion(
        String id,
        String fullId,
        @Nullable ContainerType type,
        String name,
        String image,
        Image imageDetail,
        boolean isPodSandbox,
        String podSandboxId,
        String podUid,
        Map<String, String> labels,
        Map<String, String> podSandboxLabels,
        Settings settings,
        List<Mount> mounts,
        List<String> environment,
        List<PortMapping> portMappings,
        Map<ProbeKind, Probe> probes,
        long createdSeconds,
        String ip,
        String cniJson,
        boolean described) {

    /** Name of the container within its pod. */
    public static final String LABEL_CONTAINER_NAME = "io.kubernetes.container.name";

    public static final String LABEL_POD_NAME = "io.kubernetes.pod.name";
    public static final String LABEL_POD_NAMESPACE = "io.kubernetes.pod.namespace";
    public static final String LABEL_POD_UID = "io.kubernetes.pod.uid";

    /** The parts of an image's name and its content's identity. */
    public record Image(String id, String repository, String tag, String digest) {
        static final Image UNKNOWN = new Image("", "", "", "");
    }

    /** Rights and limits; 0 means no limit or not recorded. */
    public record Settings(
            boolean privileged,
            boolean hostPid,
            boolean hostNetwork,
            boolean hostIpc,
            String user,
            long memoryLimit,
            long swapLimit,
            long cpuShares,
            long cpuQuota,
            long cpuPeriod,
            long cpusetCpus,
            long sizeBytes) {
        static final Settings UNKNOWN = new Settings(false, false, false, false, "", 0, 0, 0, 0, 0, 0, -1);
    }

    /** One mount. */
    public record Mount(String source, String destination, String mode, boolean writable, String propagation) {}

    /** One published port; the host address is an IPv4 address as a number. */
    public record PortMapping(long hostIp, int hostPort, int containerPort) {}

    /** Which question a probe asks. */
    public enum ProbeKind {
        HEALTHCHECK("Healthcheck"),
        LIVENESS("LivenessProbe"),
        READINESS("ReadinessProbe");

        private final String key;

        ProbeKind(String key) {
            this.key = key;
        }

        /** The key in a container's description. */
        String key() {
            return key;
        }
    }

    /** The command of a probe. */
    public record Probe(String exe, List<String> args) {
        public Probe {
            args = List.copyOf(args);
        }
    }

    public ContainerVersion {
        labels = inOrder(labels);
        podSandboxLabels = inOrder(podSandboxLabels);
        mounts = List.copyOf(mounts);
        environment = List.copyOf(environment);
        portMappings = List.copyOf(portMappings);
        probes = Map.copyOf(probes);
    }

    /** A copy that keeps the order of the description, which {@link Map#copyOf} would not. */
    private static Map<String, String> inOrder(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A container that only cgroups tell of. */
    static ContainerVersion fromCgroups(CgroupMatch match) {
        return new ContainerVersion(
                match.containerId(),
                match.fullId(),
                match.type(),
                "",
                "",
                Image.UNKNOWN,
                false,
                "",
                match.podUid(),
                Map.of(),
                Map.of(),
                Settings.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                0,
                "",
                "",
                false);
    }

    /** The same with a pod uid, for descriptions that lack it. */
    ContainerVersion withPodUid(String uid) {
        return new ContainerVersion(
                id,
                fullId,
                type,
                name,
                image,
                imageDetail,
                isPodSandbox,
                podSandboxId,
                uid,
                labels,
                podSandboxLabels,
                settings,
                mounts,
                environment,
                portMappings,
                probes,
                createdSeconds,
                ip,
                cniJson,
                described);
    }

    /** Name of the pod, empty if not known. */
    public String podName() {
        return podLabel(LABEL_POD_NAME);
    }

    /** Namespace of the pod, empty if not known. */
    public String podNamespace() {
        return podLabel(LABEL_POD_NAMESPACE);
    }

    private String podLabel(String key) {
        String own = labels.get(key);
        return own != null ? own : podSandboxLabels.getOrDefault(key, "");
    }
}
