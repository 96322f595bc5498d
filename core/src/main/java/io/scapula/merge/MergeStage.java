package io.scapula.merge;

import io.scapula.event.Notices;
import io.scapula.format.CaptureSink;
import io.scapula.format.CaptureWarning;
import io.scapula.format.Event;
import io.scapula.format.EventDraft;
import io.scapula.format.EventView;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The second pass: hands on the events of all inputs as it was planned. */
final class MergeStage implements MergedStream.Listener {
    private static final int STATE_ONLY = 1;

    private final MergePlan plan;
    private final MergeOptions options;
    private final CaptureSink next;
    private final EventDraft draft = new EventDraft();
    private final Map<Path, List<CaptureWarning>> warnings = new HashMap<>();
    private ToldNotices notices;
    private int sections;
    private int seams;
    private long retold;
    private long added;
    private long lateBlocks;
    private @Nullable MergeInput joined;

    MergeStage(MergePlan plan, MergeOptions options, CaptureSink next) {
        this.plan = plan;
        this.options = options;
        this.next = next;
        this.notices = new ToldNotices(options);
    }

    @Override
    public void starts(MergeInput input, @Nullable MergeInput before, long gapNanos) throws IOException {
        SeamPlan seam = plan.seams.get(seams++);
        if (seam.beginsSection()) {
            section(input.firstBlocks());
        } else {
            joined = input;
        }
        for (Event notice : seam.carried()) {
            notices.tell(notice);
            next.event(notice, notice.dumpFlags() | STATE_ONLY);
            added++;
        }
        for (long tid : seam.ended()) {
            UnseenEnd.fill(draft, tid, input.start().nanos());
            next.event(draft);
            added++;
        }
    }

    @Override
    public void section(List<MetadataBlock> blocks) throws IOException {
        joined = null;
        notices = new ToldNotices(options);
        for (MetadataBlock block : plan.sections.get(sections++).complete(blocks)) {
            if (block instanceof SectionHeader header) {
                next.section(header);
            } else {
                next.metadata(block);
            }
        }
    }

    @Override
    public void event(EventView event, MergeInput input) throws IOException {
        if (Notices.ALL.contains(event.typeCode())) {
            if (input.equals(joined) && input.isInHead() && notices.isRetold(event)) {
                retold++;
                return;
            }
            notices.tell(event);
        }
        next.event(event, event.dumpFlags());
    }

    @Override
    public void ends(MergeInput input) {
        lateBlocks += input.lateBlocks();
        warnings.put(input.capture(), input.warnings());
    }

    /** What was wrong with the input. */
    List<CaptureWarning> warnings(InputStart input) {
        return warnings.getOrDefault(input.capture(), input.warnings());
    }

    long retold() {
        return retold;
    }

    long added() {
        return added;
    }

    long lateBlocks() {
        return lateBlocks;
    }
}
