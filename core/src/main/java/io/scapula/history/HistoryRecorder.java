package io.scapula.history;

import io.scapula.event.ReplayListener;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventView;
import io.scapula.format.block.FdList;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventTypeSet;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ExitStatus;
import io.scapula.state.StandardStreams;
import io.scapula.state.StateEngine;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down lives, and what the capture is made of, while it is replayed. */
public final class HistoryRecorder implements ReplayListener {
    private static final EventTypeSet TIMED = EventTable.current().where(type -> !type.has(EventCategory.METAEVENT));

    private final List<CaptureHistory.Section> sections = new ArrayList<>();
    private long firstEventNanos = Long.MAX_VALUE;
    private long lastEventNanos = Process.UNKNOWN_TIME;
    private final List<Process> processes = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();
    private final UnrecordedStarts unrecorded = new UnrecordedStarts();
    private final Map<String, ContainerHistory> containers = new LinkedHashMap<>();
    private final List<ContainerHistory> finishedContainers = new ArrayList<>();
    /** The running process of each process id. */
    private final Map<Long, Process> running = new HashMap<>();
    /** How leaders ended whose threads went on. */
    private final Map<Long, ExitStatus> leaderStatuses = new HashMap<>();

    private final long mostRecords;
    private long records;

    /** Writes down so many processes, programs and failed starts at most. */
    public HistoryRecorder(long mostRecords) {
        this.mostRecords = mostRecords;
    }

    /**
     * What was written down; to be called once, when the replay is over.
     *
     * @param reader the reader that was replayed
     * @param state  the state as of the end
     */
    public CaptureHistory finish(CaptureReader reader, StateEngine state) {
        List<ContainerHistory> allContainers = new ArrayList<>(finishedContainers);
        allContainers.addAll(containers.values());
        return new CaptureHistory(
                sections,
                processes,
                programs,
                unrecorded.programs(),
                allContainers,
                state.environment().users(),
                reader.statistics(),
                reader.warnings(),
                reader.losses(),
                new CaptureHistory.Span(
                        lastEventNanos == Process.UNKNOWN_TIME ? Process.UNKNOWN_TIME : firstEventNanos,
                        lastEventNanos),
                state.unreadableContainers(),
                state.limitReached() || records > mostRecords);
    }

    @Override
    public void block(MetadataBlock block) {
        if (block instanceof SectionHeader header) {
            sections.add(new CaptureHistory.Section(header, null, 0, 0));
            return;
        }
        int last = sections.size() - 1;
        CaptureHistory.Section section = sections.get(last);
        if (block instanceof MachineInfo machine) {
            sections.set(
                    last,
                    new CaptureHistory.Section(section.header(), machine, section.threads(), section.descriptors()));
        } else if (block instanceof ProcessList list) {
            long threads = section.threads() + list.entries().size();
            sections.set(
                    last,
                    new CaptureHistory.Section(section.header(), section.machine(), threads, section.descriptors()));
        } else if (block instanceof FdList list) {
            long descriptors = section.descriptors() + list.entries().size();
            sections.set(
                    last,
                    new CaptureHistory.Section(section.header(), section.machine(), section.threads(), descriptors));
        }
    }

    /** Notices that the recorder made up carry no time of their own, some not even a plausible one. */
    @Override
    public void recorded(EventCursor event) {
        if (TIMED.contains(event.typeCode())) {
            long nanos = event.timestampNanos();
            firstEventNanos = Math.min(firstEventNanos, nanos);
            lastEventNanos = Math.max(lastEventNanos, nanos);
        }
    }

    @Override
    public void sectionStarted() {
        running.clear();
        leaderStatuses.clear();
        finishedContainers.addAll(containers.values());
        containers.clear();
    }

    @Override
    public void threadFound(ThreadVersion thread) {
        if (thread.isLeader() || !running.containsKey(thread.pid())) {
            Process process = new Process(thread, Process.UNKNOWN_TIME, 0, running.get(thread.ptid()));
            start(process);
        }
    }

    @Override
    public void threadStarted(ThreadVersion thread, @Nullable ThreadVersion parent, EventView event) {
        if (thread.isLeader()) {
            Process creator = parent == null || parent.isPlaceholder() ? null : ranBy(parent, event);
            if (creator != null && parent != null) {
                seeImage(creator, thread, parent, event);
            }
            start(new Process(thread, event.timestampNanos(), event.number(), creator));
        } else if (!running.containsKey(thread.pid())) {
            Process process = ranBy(thread, event);
            if (process != null) {
                seeImage(process, thread, thread, event);
            }
        }
    }

    /**
     * The thread's process. One that is neither in the process list nor known to have been cloned was started since;
     * {@code null} without such a list.
     */
    private @Nullable Process ranBy(ThreadVersion thread, EventView event) {
        Process process = running.get(thread.pid());
        boolean isListComplete = sections.get(sections.size() - 1).threads() > 0;
        if (process == null && isListComplete) {
            process = new Process(thread, Process.UNKNOWN_TIME, event.number(), running.get(thread.ptid()));
            start(process);
        }
        return process;
    }

    /** What a process runs, its clones tell, also where the start of that was not recorded. */
    private void seeImage(Process process, ThreadVersion image, ThreadVersion known, EventView event) {
        if (records < mostRecords && unrecorded.see(process, image, known, event)) {
            records++;
        }
    }

    @Override
    public void programStarted(
            ThreadVersion thread,
            ThreadVersion before,
            @Nullable ThreadVersion parent,
            StandardStreams streams,
            EventView event) {
        Process process = running.get(thread.pid());
        if (process == null) {
            Process creator = parent == null ? null : running.get(parent.pid());
            process = new Process(thread, Process.UNKNOWN_TIME, event.number(), creator);
            start(process);
        }
        // A leader that another thread's execve took the place of did not end its process.
        leaderStatuses.remove(thread.pid());
        endProgram(process, Program.Ending.REPLACED, event.timestampNanos());
        unrecorded.end(process, Program.Ending.REPLACED, event.timestampNanos());
        if (++records > mostRecords) {
            return;
        }
        Program program = new Program(process, event.number(), event.timestampNanos(), before, thread, parent, streams);
        process.add(program);
        programs.add(program);
        enter(process, thread);
    }

    @Override
    public void programFailed(ThreadVersion thread, @Nullable String path, int error, EventView event) {
        Process process = running.get(thread.pid());
        if (process != null && ++records <= mostRecords) {
            process.add(new Process.FailedStart(event.number(), event.timestampNanos(), thread, path, error));
            enter(process, thread);
        }
    }

    @Override
    public void threadEnded(ThreadVersion thread, @Nullable ExitStatus status, boolean lastOfAll, EventView event) {
        if (!lastOfAll) {
            if (thread.isLeader() && status != null) {
                leaderStatuses.put(thread.pid(), status);
            }
            return;
        }
        ExitStatus leaderStatus = leaderStatuses.remove(thread.pid());
        Process process = running.remove(thread.pid());
        if (process == null) {
            return;
        }
        // Whatever ended the process ended its last thread; only where that one left quietly does the leader's count.
        boolean quiet = status == null || status.reportedCode() == 0;
        process.end(
                thread, event.timestampNanos(), event.number(), quiet && leaderStatus != null ? leaderStatus : status);
        endProgram(process, Program.Ending.EXITED, event.timestampNanos());
        unrecorded.end(process, Program.Ending.EXITED, event.timestampNanos());
    }

    @Override
    public void threadLost(ThreadVersion thread, EventView event) {
        if (thread.isLeader()) {
            Process process = running.remove(thread.pid());
            leaderStatuses.remove(thread.pid());
            if (process != null) {
                lose(process);
            }
        }
    }

    @Override
    public void containerChanged(ContainerVersion container, @Nullable EventView event) {
        long number = event == null ? 0 : event.number();
        containers
                .computeIfAbsent(container.id(), id -> new ContainerHistory(container, number))
                .describe(container, number);
    }

    private void start(Process process) {
        Process earlier = running.remove(process.pid());
        if (earlier != null) {
            lose(earlier);
        }
        if (++records > mostRecords) {
            return;
        }
        running.put(process.pid(), process);
        processes.add(process);
        enter(process, process.first());
    }

    private void enter(Process process, ThreadVersion thread) {
        ContainerHistory container = containers.get(thread.containerId());
        if (container != null) {
            container.add(process);
        }
    }

    private void lose(Process process) {
        process.lose();
        endProgram(process, Program.Ending.LOST, Process.UNKNOWN_TIME);
        unrecorded.end(process, Program.Ending.LOST, Process.UNKNOWN_TIME);
    }

    private static void endProgram(Process process, Program.Ending ending, long nanos) {
        List<Program> programs = process.programs();
        if (!programs.isEmpty()) {
            Program last = programs.get(programs.size() - 1);
            if (last.ending() == Program.Ending.RUNNING) {
                last.end(ending, nanos);
            }
        }
    }
}
