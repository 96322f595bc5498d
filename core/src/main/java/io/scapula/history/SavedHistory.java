package io.scapula.history;

import io.scapula.format.CaptureWarning;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ExitStatus;
import io.scapula.state.FdVersion;
import io.scapula.state.SavedVersions;
import io.scapula.state.SharedStateJson;
import io.scapula.state.StandardStreams;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CaptureHistory} as rows of numbers, to be kept with a saved index. Versions of threads, descriptors and
 * containers are kept elsewhere; rows name them by number, -1 for none.
 *
 * @param tables the rows of each {@link Table}
 */
public record SavedHistory(Map<Table, List<SavedRow>> tables) {
    /** What there are rows of. */
    public enum Table {
        PROCESSES,
        PROGRAMS,
        FAILED_STARTS,
        CONTAINERS,
        /** What belongs to a container: a process, or an event that described it. */
        CONTAINER_PARTS,
        /** One row: everything else, as a text. */
        REST;

        /** How the rows are kept. */
        public SavedVersions<SavedRow> layout() {
            return switch (this) {
                case PROCESSES ->
                    SavedRow.layout(
                            "first",
                            "last",
                            "start",
                            "start_event",
                            "parent",
                            "end",
                            "end_event",
                            "exit_code",
                            "signal",
                            "core_dump",
                            "lost");
                case PROGRAMS ->
                    SavedRow.layout(
                            "process",
                            "event",
                            "time",
                            "before",
                            "thread",
                            "parent",
                            "input",
                            "output",
                            "error",
                            "ending",
                            "end",
                            "inferred");
                case FAILED_STARTS -> SavedRow.layout("process", "event", "time", "thread", "error", "has_path");
                case CONTAINERS -> SavedRow.layout("description", "first_event");
                case CONTAINER_PARTS -> SavedRow.layout("container", "process", "event");
                case REST -> SavedRow.layout();
            };
        }
    }

    /** Gives numbers to what is kept elsewhere; -1 for {@code null}. */
    public interface Numbers {
        int thread(@Nullable ThreadVersion thread);

        int fd(@Nullable FdVersion fd);

        int container(ContainerVersion container);
    }

    /** Finds what is kept elsewhere by its number; {@code null} for -1. */
    public interface Versions {
        @Nullable
        ThreadVersion thread(int number);

        @Nullable
        FdVersion fd(int number);

        @Nullable
        ContainerVersion container(int number);
    }

    /** Takes a history apart. */
    public static SavedHistory of(CaptureHistory history, Numbers numbers) {
        return new HistoryRows(numbers).of(history);
    }

    private static Program.Ending ending(int code) {
        return switch (code) {
            case 0 -> Program.Ending.EXITED;
            case 1 -> Program.Ending.REPLACED;
            case 2 -> Program.Ending.RUNNING;
            case 3 -> Program.Ending.LOST;
            default -> throw new IllegalArgumentException("a program cannot have ended with " + code);
        };
    }

    /**
     * Puts the history together again.
     *
     * @param warnings what was wrong with the capture
     * @param json     read the users before, maybe
     * @throws IllegalArgumentException  if the rows make no sense
     * @throws IndexOutOfBoundsException likewise
     */
    public CaptureHistory restore(Versions versions, List<CaptureWarning> warnings, SharedStateJson json) {
        List<Process> processes = new ArrayList<>();
        for (SavedRow row : rows(Table.PROCESSES)) {
            Process parent = row.number(4) < 0 ? null : processes.get(row.index(4));
            processes.add(new Process(thread(versions, row.index(0)), row.number(2), row.number(3), parent));
        }
        for (SavedRow row : rows(Table.FAILED_STARTS)) {
            processes
                    .get(row.index(0))
                    .add(new Process.FailedStart(
                            row.number(1),
                            row.number(2),
                            thread(versions, row.index(3)),
                            row.number(5) == 0 ? null : row.text(),
                            row.index(4)));
        }
        List<Program> programs = new ArrayList<>();
        List<Program> inferred = new ArrayList<>();
        for (SavedRow row : rows(Table.PROGRAMS)) {
            Process process = processes.get(row.index(0));
            if (row.number(11) == 0) {
                Program program = program(row, process, versions);
                process.add(program);
                programs.add(program);
            } else {
                inferred.add(inferred(row, process, versions));
            }
        }
        List<SavedRow> processRows = rows(Table.PROCESSES);
        for (int index = 0; index < processes.size(); index++) {
            end(processes.get(index), processRows.get(index), versions);
        }
        return HistoryJson.read(
                rows(Table.REST).get(0).text(),
                processes,
                programs,
                inferred,
                containers(processes, versions),
                warnings,
                json);
    }

    private static Program program(SavedRow row, Process process, Versions versions) {
        Program program = new Program(
                process,
                row.number(1),
                row.number(2),
                thread(versions, row.index(3)),
                thread(versions, row.index(4)),
                versions.thread(row.index(5)),
                new StandardStreams(versions.fd(row.index(6)), versions.fd(row.index(7)), versions.fd(row.index(8))));
        program.end(ending(row.index(9)), row.number(10));
        return program;
    }

    private static Program inferred(SavedRow row, Process process, Versions versions) {
        Program program = Program.inferred(
                process, row.number(1), row.number(2), thread(versions, row.index(3)), thread(versions, row.index(4)));
        program.end(ending(row.index(9)), row.number(10));
        return program;
    }

    private static void end(Process process, SavedRow row, Versions versions) {
        ExitStatus status = row.number(7) < 0 ? null : new ExitStatus(row.index(7), row.index(8), row.number(9) != 0);
        process.end(thread(versions, row.index(1)), row.number(5), row.number(6), status);
        if (row.number(10) != 0) {
            process.lose();
        }
    }

    private List<ContainerHistory> containers(List<Process> processes, Versions versions) {
        List<ContainerHistory> containers = new ArrayList<>();
        for (SavedRow row : rows(Table.CONTAINERS)) {
            ContainerVersion description = versions.container(row.index(0));
            if (description == null) {
                throw new IllegalArgumentException("a container without a description");
            }
            containers.add(new ContainerHistory(description, row.number(1)));
        }
        for (SavedRow row : rows(Table.CONTAINER_PARTS)) {
            ContainerHistory container = containers.get(row.index(0));
            if (row.number(1) >= 0) {
                container.add(processes.get(row.index(1)));
            } else {
                container.addDescriptionEvent(row.number(2));
            }
        }
        return containers;
    }

    private List<SavedRow> rows(Table table) {
        return tables.getOrDefault(table, List.of());
    }

    private static ThreadVersion thread(Versions versions, int number) {
        ThreadVersion thread = versions.thread(number);
        if (thread == null) {
            throw new IllegalArgumentException("there is no thread " + number);
        }
        return thread;
    }
}
