package io.scapula;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the saved index of a capture is looked for, and saved.
 *
 * <p>An index answers in place of the capture, and whoever can write into its folder decides what it says. It is bound to
 * the capture's content, so one of another capture is never used; but use only those that you, or somebody you trust,
 * have made.
 */
public final class IndexPlace {
    /** Beside the capture: {@code crash.scap.gz.index} for {@code crash.scap.gz}. */
    public static final IndexPlace BESIDE_CAPTURE = new IndexPlace(true, null);

    /** Nowhere: every capture is read. */
    public static final IndexPlace NONE = new IndexPlace(false, null);

    private static final String SUFFIX = ".index";

    private final boolean used;
    private final @Nullable Path folder;

    private IndexPlace(boolean used, @Nullable Path folder) {
        this.used = used;
        this.folder = folder;
    }

    /** This folder, which belongs to one capture. */
    public static IndexPlace at(Path folder) {
        return new IndexPlace(true, folder);
    }

    /** The folder for a capture, {@code null} if there is none. */
    @Nullable
    Path of(Path capture) {
        if (!used || folder != null) {
            return folder;
        }
        return capture.resolveSibling(capture.getFileName() + SUFFIX);
    }
}
