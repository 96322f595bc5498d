package io.scapula.field;

import io.scapula.state.ContainerVersion.Mount;
import java.util.function.Function;

/** One mount of a container, by its position or by a pattern for one of its two paths. */
final class MountFields {
    private MountFields() {}

    static void addTo(ReaderTable readers) {
        mount(readers, "container.mount", Mount::source, MountFields::text);
        mount(readers, "container.mount.source", Mount::destination, Mount::source);
        mount(readers, "container.mount.dest", Mount::source, Mount::destination);
        mount(readers, "container.mount.mode", Mount::source, Mount::mode);
        mount(readers, "container.mount.rdwr", Mount::source, mount -> Boolean.toString(mount.writable()));
        mount(readers, "container.mount.propagation", Mount::source, Mount::propagation);
    }

    /** {@code source:destination:mode:true:propagation}. */
    static String text(Mount mount) {
        return mount.source() + ":" + mount.destination() + ":" + mount.mode() + ":" + mount.writable() + ":"
                + mount.propagation();
    }

    private static void mount(
            ReaderTable readers, String field, Function<Mount, String> matched, Function<Mount, String> text) {
        readers.required(
                field,
                argument -> FieldArguments.isIndex(argument)
                        ? byPosition(FieldArguments.index(field, argument), text)
                        : byPattern(argument, matched, text));
    }

    private static FieldReader byPosition(int index, Function<Mount, String> text) {
        return ContainerReaders.ofContainer(
                (event, container, value) -> index < container.mounts().size()
                        && value.add(text.apply(container.mounts().get(index))));
    }

    private static FieldReader byPattern(
            String pattern, Function<Mount, String> matched, Function<Mount, String> text) {
        return ContainerReaders.ofContainer((event, container, value) -> {
            for (Mount mount : container.mounts()) {
                if (PathPattern.matches(pattern, matched.apply(mount))) {
                    return value.add(text.apply(mount));
                }
            }
            return false;
        });
    }
}
