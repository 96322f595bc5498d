package io.scapula.slice;

import io.scapula.format.block.ProcessEntry;
import io.scapula.state.FdVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The state that a section of a slice begins with. */
final class SectionState {
    /** By thread id. */
    final Map<Long, ProcessEntry> threads = new LinkedHashMap<>();
    /** Descriptors of the threads that have a table of their own, by thread id. */
    final Map<Long, List<FdVersion>> descriptors = new LinkedHashMap<>();
    /** Threads of which only numbers are told. */
    long bare;
}
