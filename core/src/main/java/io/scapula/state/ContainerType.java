package io.scapula.state;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The engine that runs a container, table {@code container_types}. */
public enum ContainerType {
    DOCKER(0, "docker"),
    LXC(1, "lxc"),
    LIBVIRT_LXC(2, "libvirt-lxc"),
    MESOS(3, "mesos"),
    RKT(4, "rkt"),
    CUSTOM(5, "custom"),
    CRI(6, "cri"),
    CONTAINERD(7, "containerd"),
    CRIO(8, "cri-o"),
    BPM(9, "bpm"),
    STATIC(10, "static"),
    PODMAN(11, "podman");

    private final int code;
    private final String label;

    ContainerType(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The number in container events. */
    public int code() {
        return code;
    }

    /** What {@code container.type} prints. */
    public String label() {
        return label;
    }

    /** The engine with this number, or {@code null} for a number that newer recorders may have invented. */
    public static @Nullable ContainerType find(long code) {
        for (ContainerType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return label.toLowerCase(Locale.ROOT);
    }
}
