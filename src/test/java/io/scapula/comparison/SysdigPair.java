package io.scapula.comparison;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A question that sysdig and {@code scapula events} are both asked.
 *
 * @param name    what it is about
 * @param format  of {@code -p}, empty for the default line
 * @param filter  empty for every event
 * @param options further options
 */
record SysdigPair(String name, String format, String filter, List<String> options) {
    /** Makes sysdig filter after it followed the event, as Scapula always does. */
    private static final String FILTER_AFTER_STATE = "-d";

    private static final String RESOURCE = "/sysdig/pairs.tsv";

    SysdigPair {
        options = List.copyOf(options);
    }

    /** All pairs, in the order of the file. */
    static List<SysdigPair> all() {
        return TestTable.rows(RESOURCE).stream().map(SysdigPair::of).toList();
    }

    private static SysdigPair of(List<String> cells) {
        if (cells.size() < 3 || cells.size() > 4) {
            throw new IllegalArgumentException("three or four columns expected: " + cells);
        }
        return new SysdigPair(
                cells.get(0),
                TestTable.given(cells.get(1)),
                TestTable.given(cells.get(2)),
                cells.size() == 4 ? TestTable.options(cells.get(3)) : List.of());
    }

    List<String> sysdigCommand(Path capture) {
        List<String> command = new ArrayList<>(List.of("sysdig", "-r", capture.toString()));
        command.addAll(options);
        addQuestion(command);
        return command;
    }

    List<String> scapulaArguments(Path capture) {
        List<String> arguments = new ArrayList<>(List.of("events", capture.toString()));
        options.stream().filter(option -> !option.equals(FILTER_AFTER_STATE)).forEach(arguments::add);
        addQuestion(arguments);
        return arguments;
    }

    private void addQuestion(List<String> words) {
        if (!format.isEmpty()) {
            words.add("-p");
            words.add(format);
        }
        if (!filter.isEmpty()) {
            words.add(filter);
        }
    }
}
