package io.scapula.field;

import io.scapula.state.ThreadVersion;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are put together from a thread's version, kept because events of few threads come again and again. For one
 * thread.
 */
final class VersionTexts {
    private static final int SLOTS = 1 << 9;

    private final Function<ThreadVersion, String> maker;
    private final @Nullable ThreadVersion[] versions = new @Nullable ThreadVersion[SLOTS];
    private final String[] texts = new String[SLOTS];

    VersionTexts(Function<ThreadVersion, String> maker) {
        this.maker = maker;
        Arrays.fill(texts, "");
    }

    String of(ThreadVersion version) {
        int slot = (int) (version.tid() ^ version.tid() >>> 9) & SLOTS - 1;
        if (versions[slot] != version) {
            texts[slot] = maker.apply(version);
            versions[slot] = version;
        }
        return texts[slot];
    }
}
