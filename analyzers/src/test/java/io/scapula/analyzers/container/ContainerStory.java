package io.scapula.analyzers.container;

import io.scapula.table.Table;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a container runtime does, as a workload: the processes that it starts, and what becomes of them. */
final class ContainerStory {
    static final String FULL_ID = "0123456789abcdef".repeat(4);
    static final String ID = "0123456789ab";
    static final String OTHER_FULL_ID = "fedcba9876543210".repeat(4);
    static final String OTHER_ID = "fedcba987654";
    static final String POD_UID = "0a1b2c3d-0000-1111-2222-333344445555";

    /** The process that runtimes start containers from. */
    static final long SHIM = 5;

    private final Workload workload;

    private ContainerStory(Workload workload) {
        this.workload = workload;
    }

    static ContainerStory start(Task... alsoRunning) {
        return inShape(Shape.CURRENT, alsoRunning);
    }

    static ContainerStory inShape(Shape shape, Task... alsoRunning) {
        Task init = Task.process(1).command("/sbin/init");
        Task shim = Task.process(SHIM).parent(1).command("/usr/bin/containerd-shim-runc-v2", "-id", "x");
        Task[] running = new Task[alsoRunning.length + 2];
        running[0] = init;
        running[1] = shim;
        System.arraycopy(alsoRunning, 0, running, 2, alsoRunning.length);
        return new ContainerStory(Workload.inShape(shape).running(running));
    }

    static String docker(String fullId) {
        return "/docker/" + fullId;
    }

    static String inPod(String podUid, String fullId) {
        return "/kubepods/besteffort/pod" + podUid + "/" + fullId;
    }

    static String description(String id, Map<String, String> keys, Map<String, String> labels) {
        StringBuilder json = new StringBuilder("{\"container\":{\"id\":\"" + id + "\",\"type\":0");
        keys.forEach(
                (key, value) -> json.append(",\"").append(key).append("\":").append(value));
        json.append(",\"labels\":{");
        String comma = "";
        for (Map.Entry<String, String> label : labels.entrySet()) {
            json.append(comma)
                    .append('"')
                    .append(label.getKey())
                    .append("\":\"")
                    .append(label.getValue())
                    .append('"');
            comma = ",";
        }
        return json.append("}}}").toString();
    }

    /** Describes a container outside of Kubernetes. */
    ContainerStory named(String id, String name) {
        workload.container(description(id, Map.of("name", "\"" + name + "\""), Map.of()));
        return this;
    }

    /** Describes a container of a pod. */
    ContainerStory named(String id, String pod, String name, boolean sandbox) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("io.kubernetes.pod.namespace", "shop");
        labels.put("io.kubernetes.pod.name", pod);
        labels.put("io.kubernetes.pod.uid", POD_UID);
        labels.put("io.kubernetes.container.name", name);
        workload.container(description(
                id, Map.of("name", "\"" + name + "\"", "is_pod_sandbox", Boolean.toString(sandbox)), labels));
        return this;
    }

    /** The runtime's init, cloned into the container's cgroup and namespaces, before it executes anything. */
    ContainerStory prepares(long pid, String cgroup, long vpid) {
        workload.known(Task.process(pid)
                .command("/usr/bin/runc", "init")
                .comm("runc:[2:INIT]")
                .inContainer(cgroup, vpid));
        workload.forkSeenFromChild(SHIM, pid);
        return this;
    }

    /** A runtime that is cloned outside and joins the container's cgroup itself: no event tells of that. */
    ContainerStory joins(long pid, String cgroup) {
        workload.fork(SHIM, pid).exec(pid, "/usr/bin/crun", "create");
        workload.task(pid).inContainer(cgroup, pid);
        return this;
    }

    /** The container's entry program starts. */
    ContainerStory starts(long pid, String cgroup, String program, String... arguments) {
        prepares(pid, cgroup, 1);
        workload.exec(pid, program, arguments);
        return this;
    }

    /** A command is executed in the running container, as kubectl exec and probes do. */
    ContainerStory executes(long pid, String cgroup, String program, String... arguments) {
        prepares(pid, cgroup, 30);
        workload.exec(pid, program, arguments);
        return this;
    }

    ContainerStory exits(long pid, int code) {
        workload.exit(pid, code);
        return this;
    }

    ContainerStory killed(long pid, int signal) {
        workload.killed(pid, signal);
        return this;
    }

    Workload workload() {
        return workload;
    }

    Table pods(String... switches) {
        Map<String, String> options = new LinkedHashMap<>();
        List.of(switches).forEach(name -> options.put(name, "true"));
        return workload.answer(new Pods(), options);
    }
}
