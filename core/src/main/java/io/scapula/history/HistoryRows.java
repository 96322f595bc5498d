package io.scapula.history;

import io.scapula.history.SavedHistory.Numbers;
import io.scapula.history.SavedHistory.Table;
import io.scapula.state.ExitStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a history apart into rows. */
final class HistoryRows {
    private static final int NONE = -1;

    private final Numbers numbers;
    private final Map<Table, List<SavedRow>> tables = new EnumMap<>(Table.class);
    private final Map<Process, Integer> processes = new HashMap<>();

    HistoryRows(Numbers numbers) {
        this.numbers = numbers;
    }

    SavedHistory of(CaptureHistory history) {
        for (Process process : history.processes()) {
            add(process);
            processes.put(process, processes.size());
        }
        history.programs().forEach(this::add);
        history.inferredPrograms().forEach(this::add);
        for (int index = 0; index < history.containers().size(); index++) {
            add(history.containers().get(index), index);
        }
        add(Table.REST, SavedRow.of().withText(HistoryJson.write(history)));
        return new SavedHistory(tables);
    }

    private void add(Table table, SavedRow row) {
        tables.computeIfAbsent(table, key -> new ArrayList<>()).add(row);
    }

    private int number(@Nullable Process process) {
        return process == null ? NONE : processes.getOrDefault(process, NONE);
    }

    private void add(Process process) {
        ExitStatus status = process.exitStatus();
        add(
                Table.PROCESSES,
                SavedRow.of(
                        numbers.thread(process.first()),
                        numbers.thread(process.last()),
                        process.startNanos(),
                        process.startEvent(),
                        number(process.parent()),
                        process.endNanos(),
                        process.endEvent(),
                        status == null ? NONE : status.code(),
                        status == null ? NONE : status.signal(),
                        status != null && status.coreDump() ? 1 : 0,
                        process.wasLost() ? 1 : 0));
        for (Process.FailedStart failure : process.failedStarts()) {
            add(
                    Table.FAILED_STARTS,
                    SavedRow.of(
                                    processes.size(),
                                    failure.eventNumber(),
                                    failure.timeNanos(),
                                    numbers.thread(failure.thread()),
                                    failure.error(),
                                    failure.path() == null ? 0 : 1)
                            .withText(failure.path() == null ? "" : failure.path()));
        }
    }

    private void add(Program program) {
        add(
                Table.PROGRAMS,
                SavedRow.of(
                        number(program.process()),
                        program.eventNumber(),
                        program.timeNanos(),
                        numbers.thread(program.before()),
                        numbers.thread(program.thread()),
                        numbers.thread(program.parent()),
                        numbers.fd(program.streams().input()),
                        numbers.fd(program.streams().output()),
                        numbers.fd(program.streams().error()),
                        code(program.ending()),
                        program.endNanos(),
                        program.isInferred() ? 1 : 0));
    }

    private void add(ContainerHistory container, int index) {
        add(Table.CONTAINERS, SavedRow.of(numbers.container(container.description()), container.firstEvent()));
        for (Process process : container.processes()) {
            add(Table.CONTAINER_PARTS, SavedRow.of(index, number(process), 0));
        }
        for (long event : container.descriptionEvents()) {
            add(Table.CONTAINER_PARTS, SavedRow.of(index, NONE, event));
        }
    }

    private static int code(Program.Ending ending) {
        return switch (ending) {
            case EXITED -> 0;
            case REPLACED -> 1;
            case RUNNING -> 2;
            case LOST -> 3;
        };
    }
}
