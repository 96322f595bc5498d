package io.scapula.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
        try (InputStream resource = Objects.requireNonNull(SysdigPair.class.getResourceAsStream(RESOURCE));
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(SysdigPair::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SysdigPair parse(String line) {
        String[] columns = line.split("\t");
        if (columns.length < 3 || columns.length > 4) {
            throw new IllegalArgumentException("three or four columns expected: " + line);
        }
        List<String> options = columns.length == 4 ? List.of(columns[3].split(" ")) : List.of();
        return new SysdigPair(columns[0], given(columns[1]), given(columns[2]), options);
    }

    private static String given(String column) {
        return column.equals("-") ? "" : column;
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
