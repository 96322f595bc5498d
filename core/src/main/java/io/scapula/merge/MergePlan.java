package io.scapula.merge;

import java.util.ArrayList;
import java.util.List;

/** What was decided about a merge: its sections and the starts of its inputs, in their order. */
final class MergePlan {
    final List<SectionPlan> sections = new ArrayList<>();
    final List<SeamPlan> seams = new ArrayList<>();
    boolean limitReached;
}
