package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.state.ContainerVersion;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Readers of what belongs to a container; without a value on the host. */
final class ContainerReaders {
    private ContainerReaders() {}

    /** Reads from a container. */
    @FunctionalInterface
    interface OfContainer {
        boolean read(EventContext event, ContainerVersion container, FieldValue value);
    }

    static FieldReader ofContainer(OfContainer reader) {
        return (event, value) -> {
            ContainerVersion container = event.container();
            return container != null && reader.read(event, container, value);
        };
    }

    /** A text that is empty if it was not recorded. */
    static FieldReader recorded(Function<ContainerVersion, String> text) {
        return ofContainer((event, container, value) -> nonEmpty(text.apply(container), value));
    }

    static boolean nonEmpty(@Nullable String text, FieldValue value) {
        return text != null && !text.isEmpty() && value.add(text);
    }

    /** A text that is put together from a description; kept, because events of one container follow one another. */
    static Supplier<FieldReader> joined(Function<ContainerVersion, String> maker) {
        return () -> new Joined(maker);
    }

    private static final class Joined implements FieldReader {
        private final Function<ContainerVersion, String> maker;
        private @Nullable ContainerVersion container;
        private String text = "";

        Joined(Function<ContainerVersion, String> maker) {
            this.maker = maker;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // comparing the contents would cost more than putting the text together
        public boolean read(EventContext event, FieldValue value) {
            ContainerVersion now = event.container();
            if (now == null) {
                return false;
            }
            if (now != container) {
                text = maker.apply(now);
                container = now;
            }
            return value.add(text);
        }
    }
}
