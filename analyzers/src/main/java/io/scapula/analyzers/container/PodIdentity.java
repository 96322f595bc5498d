package io.scapula.analyzers.container;

import io.scapula.state.ContainerVersion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which pod a container belongs to, and what it is called there.
 *
 * <p>Labels tell it. Docker containers that Kubernetes started tell it in their name as well, which is all that captures
 * from before 2018 hold: {@code k8s_CONTAINER[.HASH]_POD_NAMESPACE_UID_ATTEMPT}.
 *
 * @param podUid        uid of the pod, empty if not known
 * @param namespace     namespace of the pod, empty if not known
 * @param podName       name of the pod, empty if not known
 * @param containerName name of the container in its pod, or its own name outside of Kubernetes, empty if not known
 * @param isSandbox     whether it only holds the pod's namespaces
 */
record PodIdentity(String podUid, String namespace, String podName, String containerName, boolean isSandbox) {
    private static final Pattern KUBERNETES_NAME = Pattern.compile(
            "k8s_(?<container>[^_.]+)(?:\\.[0-9a-f]+)?_(?<pod>[^_]+)_(?<namespace>[^_]+)_(?<uid>[^_]+)_[0-9a-f]+");
    private static final String SANDBOX_NAME = "POD";

    static PodIdentity of(ContainerVersion container) {
        Matcher name = KUBERNETES_NAME.matcher(container.name());
        if (container.podName().isEmpty() && name.matches()) {
            return new PodIdentity(
                    name.group("uid"),
                    name.group("namespace"),
                    name.group("pod"),
                    name.group("container"),
                    name.group("container").equals(SANDBOX_NAME));
        }
        return new PodIdentity(
                container.podUid(),
                container.podNamespace(),
                container.podName(),
                container.labels().getOrDefault(ContainerVersion.LABEL_CONTAINER_NAME, container.name()),
                container.isPodSandbox());
    }
}
