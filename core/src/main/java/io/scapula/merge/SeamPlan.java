package io.scapula.merge;

import io.scapula.format.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided about the start of an input. */
final class SeamPlan {
    private final @Nullable Path before;
    private final Path after;
    private final long gapNanos;
    private Seam.Kind kind = Seam.Kind.JOINED;
    private int toldLater;
    /** Threads that ended unseen before the input began, by their number. */
    private List<Long> ended = List.of();
    /** Notices that a new section needs told again. */
    private final List<Event> carried = new ArrayList<>();

    SeamPlan(@Nullable Path before, Path after, long gapNanos) {
        this.before = before;
        this.after = after;
        this.gapNanos = gapNanos;
    }

    /** Whether a section begins with the input. */
    boolean beginsSection() {
        return before == null || kind != Seam.Kind.JOINED;
    }

    void beginSection(Seam.Kind reason) {
        kind = reason;
        toldLater = 0;
    }

    void toldLater(int threads) {
        toldLater = threads;
    }

    void ended(List<Long> tids) {
        ended = tids;
    }

    List<Long> ended() {
        return ended;
    }

    List<Event> carried() {
        return carried;
    }

    /** For the result; {@code null} for the first input. */
    @Nullable
    Seam seam() {
        Path earlier = before;
        return earlier == null ? null : new Seam(earlier, after, gapNanos, kind, ended.size(), toldLater);
    }
}
