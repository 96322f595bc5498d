package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Saves the index of a capture. */
@Command(
        name = "index",
        description = {
            "Saves the index of a capture beside it, so that questions to it are answered",
            "at once from then on. An index that is there and still fits is kept."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The folder can be deleted at any time. It holds Arrow files that other programs",
            "can read. Whoever can write into it decides what it answers: don't use one that",
            "came from a machine you don't trust."
        })
final class IndexCommand implements Callable<Integer> {
    @Mixin
    private CaptureArgument argument = new CaptureArgument();

    @Mixin
    private IndexOptions index = new IndexOptions();

    @Mixin
    private TableOptions output = new TableOptions();

    @Override
    public Integer call() throws IOException {
        output.checkAgainst(argument.name());
        if (argument.isPipe()) {
            throw output.wrong("an index needs a file that stays; store what comes from the pipe in one");
        }
        if (index.isNone()) {
            throw output.wrong("--index none leaves no place to save the index; name a folder");
        }
        try (Capture capture = argument.open(index.captureOptions())) {
            argument.index(capture);
            boolean kept = capture.isIndexFromFile();
            Path folder = save(capture);
            output.custody().wroteFolder(folder);
            output.print(Table.builder(
                            "index",
                            new Column("capture", ColumnType.TEXT, "the capture"),
                            new Column("index", ColumnType.TEXT, "folder of its index"),
                            new Column("events", ColumnType.INTEGER, "events that are shown"),
                            new Column("index_bytes", ColumnType.INTEGER, "size of the index"),
                            new Column("kept", ColumnType.BOOLEAN, "whether it was there and still fits"))
                    .addRow(capture.name(), folder.toString(), capture.query().count(), bytes(folder), kept)
                    .build());
            return argument.exitStatus(capture);
        }
    }

    private static Path save(Capture capture) throws IOException {
        try {
            return capture.saveIndex();
        } catch (IOException e) {
            throw new OutputException("the index of " + capture.name(), e);
        }
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
