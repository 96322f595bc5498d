package io.scapula.state;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a thread's container in its cgroups. The engines are asked in a fixed order and each looks at every path before
 * the next one does; the first match wins.
 *
 * <p>Patterns: {@code state-engine} specification, section 10.1. A bare 64-digit id matches docker before CRI; a
 * container event that names the engine wins over this guess.
 */
final class CgroupResolver {
    private static final int SHORT_ID = 12;
    private static final int FULL_ID = 64;
    private static final List<String> LIBPOD_SUFFIXES = List.of(".scope", ".scope/container", "");
    /** With either cgroup driver: {@code /pod<uid>/} or {@code -pod<uid with underscores>.slice}, then a slash or colon. */
    private static final Pattern POD_UID =
            Pattern.compile("[/-]pod([0-9a-fA-F]{8}[-_0-9a-fA-F]{0,28})(?:\\.slice)?[/:]");

    /** Containerd's own layout {@code /NAMESPACE/ID}, with the namespaces that containerd's clients use. */
    private static final Pattern CONTAINERD =
            Pattern.compile("/(?:default|k8s\\.io|moby|buildkit)/([^/]{1," + FULL_ID + "})(?:/|$)");

    private static final Pattern UNIT = Pattern.compile("\\.(?:service|slice|scope)$");
    private static final Pattern LXC = Pattern.compile("/lxc(?:/|\\.payload/|\\.payload\\.)([^/]+)");
    private static final String LIBVIRT_MACHINE = "-lxc\\x2";
    private static final Pattern LIBVIRT_PLAIN = Pattern.compile("/libvirt/lxc/([^/]+)");
    private static final Pattern MESOS = Pattern.compile("/mesos/([0-9a-fA-F-]{36})");
    private static final Pattern BPM_NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern RKT_SERVICE = Pattern.compile("/([^/]+)\\.service$");
    private static final Pattern USER_SLICE = Pattern.compile("/user\\.slice/user-\\d+\\.slice/");

    private CgroupResolver() {}

    /**
     * Whether the answer depends on the cgroups alone. The cgroups of mesos and rkt leave a part of it to the
     * environment and the arguments.
     */
    static boolean isDecidedBy(List<String> cgroups) {
        return cgroups.stream().noneMatch(cgroup -> cgroup.contains("/mesos/") || cgroup.endsWith(".service"));
    }

    /** Whether the environment or the arguments hold what a cgroup of mesos or rkt leaves to them. */
    static boolean canDecide(List<String> environment, List<String> arguments) {
        return mesosTask(environment) != null || rktPod(environment, arguments) != null;
    }

    /**
     * Finds the container.
     *
     * @param cgroups     {@code subsystem=path} each
     * @param environment environment of the thread's process, for the engines that leave no id in the path
     * @param arguments   its arguments, likewise
     * @return {@code null} if the thread is in no container
     */
    static @Nullable CgroupMatch resolve(List<String> cgroups, List<String> environment, List<String> arguments) {
        List<String> paths = new ArrayList<>();
        String systemd = "";
        for (String cgroup : cgroups) {
            int equals = pathStart(cgroup);
            if (equals < 0) {
                return null;
            }
            String path = cgroup.substring(equals);
            if (path.length() > 1) {
                paths.add(path);
                systemd = cgroup.startsWith("name=systemd=") ? path : systemd;
            }
        }
        if (paths.isEmpty()) {
            return null;
        }
        CgroupMatch match = podman(paths, systemd);
        match = match != null ? match : docker(paths);
        match = match != null ? match : cri(paths);
        match = match != null ? match : named(paths, ContainerType.LXC, LXC);
        match = match != null ? match : libvirt(paths);
        match = match != null ? match : mesos(paths, environment);
        match = match != null ? match : rkt(paths, environment, arguments);
        match = match != null ? match : bpm(paths);
        return match != null ? match : containerd(paths);
    }

    /** A subsystem may hold an equals sign itself ({@code name=systemd}); a path begins with a slash. */
    private static int pathStart(String cgroup) {
        int slash = cgroup.indexOf("=/");
        if (slash >= 0) {
            return slash + 1;
        }
        int equals = cgroup.indexOf('=');
        return equals < 0 ? -1 : equals + 1;
    }

    private static @Nullable CgroupMatch podman(List<String> paths, String systemd) {
        for (String path : paths) {
            for (String prefix : List.of("/libpod-payload-", "/libpod-")) {
                for (String suffix : LIBPOD_SUFFIXES) {
                    String id = hexadecimal(path, prefix, suffix);
                    if (id != null) {
                        return shortened(ContainerType.PODMAN, id, path);
                    }
                }
            }
        }
        // Without root, podman leaves nothing but the id below the user's slice.
        String id = USER_SLICE.matcher(systemd).find() ? hexadecimal(systemd, "/", "") : null;
        return id == null ? null : shortened(ContainerType.PODMAN, id, systemd);
    }

    private static @Nullable CgroupMatch docker(List<String> paths) {
        return firstOf(ContainerType.DOCKER, paths, new String[][] {{"/", ""}, {"/docker-", ".scope"}});
    }

    private static @Nullable CgroupMatch cri(List<String> paths) {
        String[][] crio = {{"/crio-", ""}, {"/crio-", ".scope"}};
        CgroupMatch match = firstOf(ContainerType.CRIO, paths, crio);
        String[][] others = {{"/cri-containerd-", ".scope"}, {":cri-containerd:", ""}, {"/nerdctl-", ".scope"}};
        return match != null ? match : firstOf(ContainerType.CRI, paths, others);
    }

    private static @Nullable CgroupMatch firstOf(ContainerType type, List<String> paths, String[][] patterns) {
        for (String path : paths) {
            for (String[] pattern : patterns) {
                String id = hexadecimal(path, pattern[0], pattern[1]);
                if (id != null) {
                    return shortened(type, id, path);
                }
            }
        }
        return null;
    }

    /** The text between the last prefix and the last suffix, if it is exactly 64 hexadecimal digits. */
    private static @Nullable String hexadecimal(String path, String prefix, String suffix) {
        int prefixAt = path.lastIndexOf(prefix);
        int end = suffix.isEmpty() ? path.length() : path.lastIndexOf(suffix);
        int start = prefixAt + prefix.length();
        if (prefixAt < 0 || end < start || end - start != FULL_ID) {
            return null;
        }
        for (int index = start; index < end; index++) {
            if (Character.digit(path.charAt(index), 16) < 0) {
                return null;
            }
        }
        return path.substring(start, end);
    }

    private static @Nullable CgroupMatch named(List<String> paths, ContainerType type, Pattern pattern) {
        for (String path : paths) {
            Matcher matcher = pattern.matcher(path);
            if (matcher.find()) {
                return new CgroupMatch(type, matcher.group(1), matcher.group(1), podUid(path));
            }
        }
        return null;
    }

    private static @Nullable CgroupMatch libvirt(List<String> paths) {
        for (String path : paths) {
            if (path.endsWith(".libvirt-lxc")) {
                String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".libvirt-lxc".length());
                return new CgroupMatch(ContainerType.LIBVIRT_LXC, name, name, "");
            }
        }
        for (String path : paths) {
            int escape = path.lastIndexOf(LIBVIRT_MACHINE);
            String unit = path.endsWith("/libvirt") ? path.substring(0, path.length() - "/libvirt".length()) : path;
            int start = escape + LIBVIRT_MACHINE.length() + 1;
            int end = unit.length() - ".scope".length();
            if (escape >= 0 && unit.endsWith(".scope") && end > start) {
                return new CgroupMatch(
                        ContainerType.LIBVIRT_LXC, unit.substring(start, end), unit.substring(start, end), "");
            }
        }
        return named(paths, ContainerType.LIBVIRT_LXC, LIBVIRT_PLAIN);
    }

    private static @Nullable CgroupMatch bpm(List<String> paths) {
        for (String path : paths) {
            int prefix = path.indexOf("bpm-");
            int start = prefix + "bpm-".length();
            int end = prefix < 0 ? -1 : path.indexOf(".scope", start);
            if (end > start && BPM_NAME.matcher(path).region(start, end).matches()) {
                return new CgroupMatch(ContainerType.BPM, path.substring(start, end), path.substring(start, end), "");
            }
        }
        return null;
    }

    private static @Nullable String mesosTask(List<String> environment) {
        String task = value(environment, "MESOS_TASK_ID");
        task = task != null ? task : value(environment, "mesos_task_id");
        return task != null ? task : value(environment, "MESOS_EXECUTOR_ID");
    }

    private static @Nullable CgroupMatch mesos(List<String> paths, List<String> environment) {
        String task = mesosTask(environment);
        boolean plausible = task != null && task.length() >= 3 && (task.indexOf('.') >= 0 || task.indexOf('_') >= 0);
        return plausible ? named(paths, ContainerType.MESOS, MESOS) : null;
    }

    private static @Nullable String rktPod(List<String> environment, List<String> arguments) {
        String pod = value(environment, "container_uuid");
        return pod != null ? pod : value(arguments, "--uuid");
    }

    private static @Nullable CgroupMatch rkt(List<String> paths, List<String> environment, List<String> arguments) {
        String pod = rktPod(environment, arguments);
        if (pod == null) {
            return null;
        }
        for (String path : paths) {
            Matcher service = RKT_SERVICE.matcher(path);
            if (service.find()) {
                String id = pod + ":" + service.group(1);
                return new CgroupMatch(ContainerType.RKT, id, id, "");
            }
        }
        return null;
    }

    /** The id need not be hexadecimal; a container may have cgroups of its own below its own. */
    private static @Nullable CgroupMatch containerd(List<String> paths) {
        for (String path : paths) {
            Matcher matcher = CONTAINERD.matcher(path);
            if (matcher.lookingAt() && !UNIT.matcher(matcher.group(1)).find()) {
                return shortened(ContainerType.CONTAINERD, matcher.group(1), path);
            }
        }
        return null;
    }

    private static CgroupMatch shortened(ContainerType type, String id, String path) {
        return new CgroupMatch(type, id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id, id, podUid(path));
    }

    private static String podUid(String path) {
        Matcher matcher = POD_UID.matcher(path);
        return matcher.find() ? matcher.group(1).replace('_', '-') : "";
    }

    private static @Nullable String value(List<String> assignments, String key) {
        for (String assignment : assignments) {
            if (assignment.startsWith(key)
                    && assignment.length() > key.length()
                    && assignment.charAt(key.length()) == '=') {
                return assignment.substring(key.length() + 1);
            }
        }
        return null;
    }
}
