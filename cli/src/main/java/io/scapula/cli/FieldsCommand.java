package io.scapula.cli;

import io.scapula.field.ArgumentForm;
import io.scapula.field.Field;
import io.scapula.field.FieldFlag;
import io.scapula.field.Fields;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import io.scapula.text.DisplayOptions;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the fields of filters and output formats. */
@Command(
        name = "fields",
        description = "Lists the fields that filters and formats can use.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FieldsCommand implements Callable<Integer>, Repeatable {
    @Option(names = "--search", paramLabel = "WORD", description = "only fields with this in their name or description")
    @Nullable
    private String word;

    @Mixin
    private TableOptions output = new TableOptions();

    @Override
    public Integer call() throws IOException {
        Table.Builder table = Table.builder(
                        "fields",
                        new Column("name", ColumnType.TEXT, "what to write in a filter or format"),
                        new Column("group", ColumnType.TEXT, "what the field is about"),
                        new Column("type", ColumnType.TEXT, "kind of value"),
                        new Column("values", ColumnType.TEXT, "how many values there are at one event"),
                        new Column("argument", ColumnType.TEXT, "what follows the name, in parentheses if it need not"),
                        new Column("available", ColumnType.BOOLEAN, "whether a capture can have a value"),
                        new Column("remarks", ColumnType.TEXT, "what else is special"),
                        new Column("description", ColumnType.TEXT, "what it tells"))
                .summary("name", "type", "argument", "description");
        for (Field field : new Fields(DisplayOptions.DEFAULT).all()) {
            if (isWanted(field)) {
                table.addRow(
                        field.name(),
                        field.group(),
                        words(field.type()),
                        words(field.multiplicity()),
                        argument(field.argument()),
                        !field.has(FieldFlag.UNAVAILABLE),
                        remarks(field),
                        field.description());
            }
        }
        output.print(table.build());
        return ExitStatusCode.DONE;
    }

    private boolean isWanted(Field field) {
        if (word == null) {
            return true;
        }
        String wanted = word.toLowerCase(Locale.ROOT);
        return field.name().contains(wanted)
                || field.description().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static @Nullable String argument(ArgumentForm form) {
        if (form.presence() == ArgumentForm.Presence.NONE) {
            return null;
        }
        String argument = form.dotted() ? "." + form.kinds() : "[" + form.kinds() + "]";
        return form.presence() == ArgumentForm.Presence.OPTIONAL ? "(" + argument + ")" : argument;
    }

    private static @Nullable String remarks(Field field) {
        String remarks = field.flags().stream()
                .filter(flag -> flag != FieldFlag.UNAVAILABLE)
                .sorted()
                .map(FieldsCommand::words)
                .collect(Collectors.joining(", "));
        return remarks.isEmpty() ? null : remarks;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
