package io.scapula.merge;

import io.scapula.event.Notices;
import io.scapula.format.EventDraft;
import io.scapula.format.EventView;
import io.scapula.format.block.FdList;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first pass: decides at the start of every input whether what is known goes on or a section begins. Until the next
 * input begins, every event is replayed both ways: with what was known before, and with the input's own lists alone. Only
 * if the lists answer better about some event a section begins.
 */
final class MergePlanner implements MergedStream.Listener {
    private static final int LATEST_PROCESS_LIST = 9;

    private final MergeOptions options;
    private final MergePlan plan = new MergePlan();
    private @Nullable SectionReplay known;
    private @Nullable Trial trial;
    private @Nullable InputStart latestStart;

    /** An input whose lists tell something, and what they tell until it is decided whether that matters. */
    private static final class Trial {
        final SeamPlan seam;
        final MergeInput input;
        final SectionReplay alone;
        final Set<Long> missing;
        final List<ToldNotices.Told> toldBefore;
        final Contradictions contradictions;
        int addedThreads;
        int addedLists;
        boolean carriedDecided;

        Trial(SeamPlan seam, MergeInput input, SectionReplay known, SectionReplay alone, LaterLists lists) {
            this.seam = seam;
            this.input = input;
            this.alone = alone;
            this.missing = lists.missing(known);
            this.toldBefore = List.copyOf(known.notices().all());
            this.contradictions = new Contradictions(known.state(), alone.state(), lists.repeated(), missing);
        }
    }

    MergePlanner(MergeOptions options) {
        this.options = options;
    }

    MergePlan plan() {
        return plan;
    }

    @Override
    public void starts(MergeInput input, @Nullable MergeInput before, long gapNanos) {
        settle();
        SeamPlan seam = new SeamPlan(before == null ? null : before.capture(), input.capture(), gapNanos);
        plan.seams.add(seam);
        SectionReplay soFar = known;
        InputStart earlier = latestStart;
        latestStart = input.start();
        if (soFar == null || earlier == null) {
            begin(input.firstBlocks());
        } else if (input.start().differenceTo(earlier) != null) {
            seam.beginSection(Seam.Kind.OTHER_HOST);
            begin(input.firstBlocks());
        } else {
            tryToJoin(input, seam, soFar);
        }
    }

    private void begin(List<MetadataBlock> blocks) {
        known = replay(blocks);
        plan.sections.add(new SectionPlan(blocks));
    }

    private SectionReplay replay(List<MetadataBlock> blocks) {
        SectionReplay replay = new SectionReplay(options);
        blocks.forEach(replay::apply);
        replay.state().finish();
        return replay;
    }

    private SectionPlan currentSection() {
        return plan.sections.get(plan.sections.size() - 1);
    }

    private void tryToJoin(MergeInput input, SeamPlan seam, SectionReplay soFar) {
        soFar.state().finish();
        LaterLists lists = new LaterLists(input.firstBlocks(), soFar);
        if (lists.isOutdated()) {
            currentSection().addShared(input.firstBlocks());
            return;
        }
        SectionReplay alone = replay(input.firstBlocks());
        Trial made = new Trial(seam, input, soFar, alone, lists);
        List<ProcessEntry> unknown = lists.unknown(soFar, alone);
        if (!unknown.isEmpty()) {
            List<FdList> descriptors = lists.descriptors(unknown);
            soFar.apply(new ProcessList(LATEST_PROCESS_LIST, unknown));
            descriptors.forEach(soFar::apply);
            soFar.state().finish();
            currentSection().addThreads(unknown, descriptors);
            seam.toldLater(unknown.size());
            made.addedThreads = unknown.size();
            made.addedLists = descriptors.size();
        }
        lists.entries().forEach(soFar::told);
        trial = made;
    }

    @Override
    public void section(List<MetadataBlock> blocks) {
        settle();
        begin(blocks);
    }

    @Override
    public void event(EventView event, MergeInput input) {
        SectionReplay soFar = known;
        if (soFar == null) {
            throw new IllegalStateException("no input has begun");
        }
        Trial running = trial;
        if (running == null) {
            take(event, input, soFar);
            return;
        }
        if (!running.carriedDecided && input.equals(running.input) && !Notices.ALL.contains(event.typeCode())) {
            decideCarried(running);
        }
        take(event, input, soFar);
        running.alone.apply(event);
        checkMissing(event, running);
        if (running.contradictions.atLastEvent()) {
            beginSection(running);
        }
    }

    private void take(EventView event, MergeInput input, SectionReplay soFar) {
        boolean retold = input.isInHead() && soFar.notices().isRetold(event);
        if (!retold) {
            soFar.apply(event);
        }
    }

    /** A thread that the lists do not have and that goes on telling events has not ended. */
    private static void checkMissing(EventView event, Trial running) {
        if (!running.missing.isEmpty()
                && running.missing.contains(event.tid())
                && !SectionReplay.isKnown(running.alone.state().thread(event.tid()))) {
            running.missing.remove(event.tid());
        }
    }

    /** The input has told which containers it knows; the others are told again if something runs in them. */
    private static void decideCarried(Trial running) {
        running.carriedDecided = true;
        Set<String> needed = new HashSet<>();
        running.alone.livingThreads().stream().map(ThreadVersion::containerId).forEach(needed::add);
        for (ToldNotices.Told told : running.toldBefore) {
            if (needed.contains(told.container()) && !running.alone.notices().knows(told)) {
                running.seam.carried().add(told.event());
                running.alone.apply(told.event());
            }
        }
    }

    private void beginSection(Trial running) {
        SectionPlan earlier = currentSection();
        earlier.removeThreads(running.addedThreads, running.addedLists);
        running.seam.beginSection(Seam.Kind.CONTRADICTED);
        plan.sections.add(new SectionPlan(running.input.firstBlocks()));
        note();
        known = running.alone;
        trial = null;
    }

    /** The lists of the last input told nothing that its events needed: what was known goes on. */
    private void settle() {
        Trial running = trial;
        SectionReplay soFar = known;
        trial = null;
        if (soFar != null) {
            note();
        }
        if (running == null || soFar == null) {
            return;
        }
        running.seam.carried().clear();
        currentSection().addShared(running.input.firstBlocks());
        running.seam.ended(new ArrayList<>(running.missing));
        EventDraft exit = new EventDraft();
        for (long tid : running.missing) {
            if (!running.alone.hasChanged(tid)) {
                UnseenEnd.fill(exit, tid, running.input.start().nanos());
                soFar.apply(exit);
            }
        }
        soFar.state().finish();
    }

    private void note() {
        SectionReplay soFar = known;
        plan.limitReached |= soFar != null && soFar.state().limitReached();
    }

    @Override
    public void ends(MergeInput input) {}

    /** Everything has been read. */
    void finish() {
        settle();
    }
}
