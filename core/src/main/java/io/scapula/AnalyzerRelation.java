package io.scapula;

import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Outcome;
import io.scapula.relation.CellSink;
import io.scapula.relation.Relation;
import io.scapula.relation.RelationReader;
import io.scapula.relation.TableRelation;
import io.scapula.table.Column;
import io.scapula.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an analyzer answers with its default options, asked when the first row is read. Column names have no dots. */
final class AnalyzerRelation implements Relation {
    private final Capture capture;
    private final Analyzer analyzer;
    private @Nullable TableRelation answer;
    private boolean asked;

    AnalyzerRelation(Capture capture, Analyzer analyzer) {
        this.capture = capture;
        this.analyzer = analyzer;
    }

    @Override
    public String name() {
        return analyzer.id().replaceAll("[^a-z0-9]", "_");
    }

    @Override
    public List<Column> columns() {
        return analyzer.columns().stream()
                .map(column -> new Column(column.name().replace('.', '_'), column.type(), column.description()))
                .toList();
    }

    @Override
    public long estimatedRows() {
        return 0;
    }

    @Override
    public int pieces() {
        return 1;
    }

    /** {@code null} if the capture does not hold what the analyzer needs. */
    private synchronized @Nullable TableRelation answer() throws IOException {
        if (!asked) {
            asked = true;
            Outcome outcome = capture.analyze(analyzer, Map.of());
            if (outcome instanceof Outcome.Failed failed) {
                throw failed.cause();
            }
            if (outcome instanceof Outcome.Answered answered) {
                requireColumns(answered.table());
                answer = new TableRelation(answered.table());
            }
        }
        return answer;
    }

    private void requireColumns(Table table) {
        if (!table.columns().equals(analyzer.columns())) {
            throw new IllegalStateException(
                    "the analyzer " + analyzer.id() + " answers with other columns than it says");
        }
    }

    @Override
    public RelationReader reader(int... columns) {
        return new Reader(columns.clone());
    }

    /** Reads the pieces of the answer one after the other. */
    private final class Reader implements RelationReader {
        private final int[] columns;
        private @Nullable RelationReader rows;
        private int piece;
        private int pieces;

        Reader(int[] columns) {
            this.columns = columns;
        }

        @Override
        public void open(int first) {
            rows = null;
        }

        @Override
        public int next(List<? extends CellSink> targets, int most) throws IOException {
            RelationReader reading = rows;
            if (reading == null) {
                TableRelation all = answer();
                if (all == null) {
                    return 0;
                }
                reading = all.reader(columns);
                rows = reading;
                piece = -1;
                pieces = all.pieces();
            }
            int count = piece < 0 ? 0 : reading.next(targets, most);
            while (count == 0 && ++piece < pieces) {
                reading.open(piece);
                count = reading.next(targets, most);
            }
            return count;
        }

        @Override
        public void close() {
            // The answer needs no closing.
        }
    }
}
