package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.state.ContainerVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Kubernetes pod that an event happened in, as far as the description of its container tells. */
final class PodFields {
    private static final int SHORT_ID_LENGTH = 12;

    private PodFields() {}

    static void addTo(ReaderTable readers) {
        readers.put("k8s.pod.name", ContainerReaders.recorded(ContainerVersion::podName));
        readers.put("k8s.ns.name", ContainerReaders.recorded(ContainerVersion::podNamespace));
        readers.put("k8s.pod.id", ContainerReaders.recorded(ContainerVersion::podUid));
        readers.put("k8s.pod.uid", ContainerReaders.recorded(ContainerVersion::podUid));
        readers.put("k8s.pod.sandbox_id", ContainerReaders.recorded(container -> shortId(container.podSandboxId())));
        readers.put("k8s.pod.full_sandbox_id", ContainerReaders.recorded(ContainerVersion::podSandboxId));
        readers.required("k8s.pod.label", PodFields::label);
        readers.put(
                "k8s.pod.labels",
                ContainerReaders.ofContainer(
                        (event, container, value) -> ContainerReaders.nonEmpty(labels(event, container), value)));
        readers.put("k8s.pod.ip", ofNetwork(true));
        readers.put("k8s.pod.cni.json", ofNetwork(false));
    }

    private static String shortId(String id) {
        return id.substring(0, Math.min(SHORT_ID_LENGTH, id.length()));
    }

    /** The container that holds the pod's namespaces, if it was described too. */
    private static @Nullable ContainerVersion sandbox(EventContext event, ContainerVersion container) {
        String id = container.podSandboxId();
        return id.isEmpty() ? null : event.state().container(shortId(id));
    }

    private static FieldReader label(String key) {
        return ContainerReaders.ofContainer((event, container, value) -> {
            ContainerVersion sandbox = sandbox(event, container);
            String label = container.podSandboxLabels().get(key);
            if (label == null && sandbox != null) {
                label = sandbox.labels()
                        .getOrDefault(key, sandbox.podSandboxLabels().get(key));
            }
            return value.add(label);
        });
    }

    /** Labels that people gave the pod; what Kubernetes itself notes in them is left out. */
    private static String labels(EventContext event, ContainerVersion container) {
        Map<String, String> labels = container.podSandboxLabels();
        ContainerVersion sandbox = sandbox(event, container);
        if (labels.isEmpty() && sandbox != null) {
            labels = sandbox.labels().isEmpty() ? sandbox.podSandboxLabels() : sandbox.labels();
        }
        Map<String, String> given = new LinkedHashMap<>(labels);
        given.keySet().removeIf(key -> key.startsWith("annotation.") || key.startsWith("io.kubernetes."));
        return ContainerFields.labels(given);
    }

    /** Address or network configuration: its own, or its sandbox's if it has no configuration of its own. */
    private static FieldReader ofNetwork(boolean address) {
        return ContainerReaders.ofContainer((event, container, value) -> {
            ContainerVersion sandbox = container.cniJson().isEmpty() ? sandbox(event, container) : null;
            ContainerVersion owner = sandbox == null ? container : sandbox;
            return ContainerReaders.nonEmpty(address ? owner.ip() : owner.cniJson(), value);
        });
    }
}
