package io.scapula.analysis;

import io.scapula.format.Loss;
import io.scapula.format.LossLedger;
import io.scapula.history.CaptureHistory;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells how much of an answer rests on events after something was lost: the state that they are seen in is a guess. */
final class Guesses {
    private static final String EVENT_NUMBER = "evt.num";

    private Guesses() {}

    /** What to say with the answer, as clauses about the capture; none if nothing was lost before its evidence. */
    static List<String> in(Table answer, CaptureHistory history) {
        LossLedger losses = history.losses();
        Loss first = losses.losses().stream()
                .filter(loss -> loss.kind().affectsState())
                .findFirst()
                .orElse(null);
        if (first == null) {
            return List.of();
        }
        List<Column> columns = answer.columns();
        int[] citing = IntStream.range(0, columns.size())
                .filter(column -> cites(columns.get(column)))
                .toArray();
        if (citing.length == 0 || answer.rowCount() == 0) {
            // What was lost may be why nothing was found.
            return List.of(what(first) + "; what happened there is not in the answer");
        }
        long guessed = IntStream.range(0, answer.rowCount())
                .filter(row -> IntStream.of(citing).anyMatch(column -> isGuessed(answer, row, column, losses)))
                .count();
        return guessed == 0
                ? List.of()
                : List.of(what(first) + "; " + guessed + " of " + answer.rowCount()
                        + " rows rest on events after a loss, where the state is a guess");
    }

    private static boolean cites(Column column) {
        return column.type() == ColumnType.EVENTS
                || (column.type() == ColumnType.INTEGER && column.name().equals(EVENT_NUMBER));
    }

    private static boolean isGuessed(Table answer, int row, int column, LossLedger losses) {
        @Nullable Object value = answer.value(row, column);
        if (value instanceof long[] events) {
            for (long event : events) {
                if (losses.isGuessed(event)) {
                    return true;
                }
            }
            return false;
        }
        return value instanceof Long event && losses.isGuessed(event);
    }

    private static String what(Loss first) {
        return "something is missing after event " + first.afterEvent() + " ("
                + first.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + first.cause()
                + "), see 'scapula info --blind-spots'";
    }
}
