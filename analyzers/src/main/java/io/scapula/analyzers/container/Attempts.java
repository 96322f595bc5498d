package io.scapula.analyzers.container;

import io.scapula.history.Process;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The incarnations that follow one another in the same place: a container name of a pod, or a container outside of
 * Kubernetes. Where no description gives a name, the same entry command in the same pod stands for it.
 *
 * @param runs in order of their start; the index is the attempt
 */
record Attempts(List<ContainerRun> runs) {
    private record Place(String pod, String container) {}

    Attempts {
        runs = List.copyOf(runs);
    }

    int restarts() {
        return runs.size() - 1;
    }

    /**
     * Groups incarnations. The groups are in order of their first start: those that ran before the recording first, those
     * of which no process was recorded last.
     */
    static List<Attempts> group(List<ContainerRun> runs) {
        Map<Place, List<List<ContainerRun>>> places = new LinkedHashMap<>();
        List<ContainerRun> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.<ContainerRun, Boolean>comparing(run -> run.entry() == null)
                .thenComparingLong(ContainerRun::startNanos));
        List<List<ContainerRun>> lanes = new ArrayList<>();
        for (ContainerRun run : sorted) {
            List<List<ContainerRun>> ofPlace = places.computeIfAbsent(place(run), place -> new ArrayList<>());
            List<ContainerRun> lane = laneThatIsFree(ofPlace, run);
            if (lane.isEmpty()) {
                ofPlace.add(lane);
                lanes.add(lane);
            }
            lane.add(run);
        }
        return lanes.stream().map(Attempts::new).toList();
    }

    /** Two that run at the same time are two containers, however alike they look. */
    private static List<ContainerRun> laneThatIsFree(List<List<ContainerRun>> lanes, ContainerRun run) {
        for (List<ContainerRun> lane : lanes) {
            ContainerRun last = lane.get(lane.size() - 1);
            boolean startIsKnown = run.startNanos() != Process.UNKNOWN_TIME;
            if (last.hasEnded() && startIsKnown && last.endNanos() <= run.startNanos()) {
                return lane;
            }
        }
        return new ArrayList<>();
    }

    private static Place place(ContainerRun run) {
        PodIdentity identity = run.pod();
        String pod = !identity.podUid().isEmpty() ? identity.podUid() : identity.namespace() + "/" + identity.podName();
        if (!identity.containerName().isEmpty()) {
            return new Place(pod, "name " + identity.containerName());
        }
        boolean inPod = !identity.podUid().isEmpty() && !run.commandLine().isEmpty();
        return new Place(
                pod,
                inPod
                        ? "command " + run.commandLine()
                        : "id " + run.description().id());
    }
}
