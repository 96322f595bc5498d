package io.scapula.cli;

import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares files with a manifest. */
@Command(
        name = "verify",
        description = {
            "Recomputes what a manifest tells and names what differs: a capture, a result,",
            "and with --again what the same command answers today."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Relative names begin where the command ran, as seen from the manifest, or else",
            "in the manifest's folder; files that moved into it are found as well.",
            "",
            "Exit status: 0 all that was checked is as recorded; 1 something differs or is",
            "missing; 2 the manifest cannot be used."
        })
final class VerifyCommand implements Callable<Integer> {
    @Spec
    @Nullable
    private CommandSpec spec;

    @Parameters(paramLabel = "MANIFEST", description = "a file that --manifest has written")
    private Path file = Path.of("");

    @Option(names = "--directory", paramLabel = "DIR", description = "where the files are, if they were moved")
    @Nullable
    private Path directory;

    @Option(
            names = "--standard-input",
            paramLabel = "FILE",
            description = "the file that was standard input, to be checked as well")
    @Nullable
    private Path standardInput;

    @Option(
            names = "--standard-output",
            paramLabel = "FILE",
            description = "the file that took standard output, to be checked as well")
    @Nullable
    private Path standardOutput;

    @Option(
            names = "--again",
            description = "run the command again, without saved indexes, and compare what it writes; nothing is written"
                    + " where the manifest says")
    private boolean again;

    @Mixin
    private TableOptions output = new TableOptions();

    @Override
    public Integer call() throws IOException {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("picocli has not filled in the command");
        }
        output.checkAgainst(file.toString());
        Custody custody = Custody.of(command);
        custody.input(file.toString());
        Manifest manifest = manifest();
        ManifestFiles files = new ManifestFiles(manifest, file, directory);
        put(files, Check.What.INPUT, standardInput);
        put(files, Check.What.OUTPUT, standardOutput);
        for (Path checked : files.all()) {
            output.checkAgainst(checked.toString());
        }
        if (again) {
            requireRepeatable(manifest, command);
        }
        List<Check> checks = new ArrayList<>(new Verification(manifest, files, custody).files());
        if (again) {
            sayOtherVersions(manifest);
            try (Repetition repetition = new Repetition(manifest, files)) {
                checks.addAll(repetition.run());
            }
        }
        output.print(table(checks));
        return checks.stream().allMatch(check -> check.result().isFine())
                ? ExitStatusCode.DONE
                : ExitStatusCode.DAMAGED;
    }

    private Manifest manifest() {
        try {
            return Manifest.read(file);
        } catch (IOException e) {
            throw output.wrong(String.valueOf(e.getMessage()));
        }
    }

    private void put(ManifestFiles files, Check.What what, @Nullable Path given) {
        if (given != null) {
            if (!Files.isRegularFile(given)) {
                throw output.wrong("--standard-" + what + " names " + given + ", which is no file");
            }
            files.put(what.toString(), given);
        }
    }

    private void requireRepeatable(Manifest manifest, CommandSpec command) {
        CommandLine known = command.root().commandLine().getSubcommands().get(manifest.command());
        if (known == null) {
            throw output.wrong("--again: there is no command '" + manifest.command()
                    + "' here; SCAPULA_ANALYZERS names jars with further analyzers");
        }
        if (!(known.getCommand() instanceof Repeatable)) {
            throw output.wrong("--again: '" + manifest.command()
                    + "' is not run again because a manifest says so; without" + " --again, what it wrote is checked");
        }
        boolean needsInput = manifest.inputs().stream().anyMatch(Manifest.Entry::isStandard);
        if (needsInput && standardInput == null) {
            throw output.wrong(
                    "--again: the command read standard input; name a file that kept it with --standard-input");
        }
    }

    /** Another version may answer differently for a good reason. */
    private static void sayOtherVersions(Manifest manifest) throws IOException {
        Map<String, String> now = Manifest.programHere();
        TreeSet<String> names = new TreeSet<>(now.keySet());
        names.addAll(manifest.program().keySet());
        for (String name : names) {
            String before = manifest.program().getOrDefault(name, "none");
            String here = now.getOrDefault(name, "none");
            if (!before.equals(here)) {
                Messages.note("the manifest was written by another program: " + name + " was " + before
                        + ", here it is " + here);
            }
        }
    }

    private static Table table(List<Check> checks) {
        Table.Builder table = Table.builder(
                        "verify",
                        new Column("what", ColumnType.TEXT, "what was compared"),
                        new Column("name", ColumnType.TEXT, "name of the file, as it was typed"),
                        new Column("result", ColumnType.TEXT, "what came of it"),
                        new Column("expected_bytes", ColumnType.INTEGER, "size that the manifest tells"),
                        new Column("found_bytes", ColumnType.INTEGER, "size of what is there"),
                        new Column("expected_sha256", ColumnType.TEXT, "hash that the manifest tells"),
                        new Column("found_sha256", ColumnType.TEXT, "hash of what is there"),
                        new Column("message", ColumnType.TEXT, "the difference in words"))
                .summary("what", "name", "result", "message");
        for (Check check : checks) {
            table.addRow(
                    check.what().toString(),
                    check.name(),
                    check.result().toString(),
                    of(check.expected(), StoredFile::bytes),
                    check.bytes(),
                    of(check.expected(), StoredFile::sha256),
                    of(check.found(), StoredFile::sha256),
                    check.message());
        }
        return table.build();
    }

    private static @Nullable Object of(@Nullable StoredFile file, Function<StoredFile, Object> part) {
        return file == null ? null : part.apply(file);
    }
}
