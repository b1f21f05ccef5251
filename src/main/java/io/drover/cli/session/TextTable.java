package io.drover.cli.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows as a table of text; what a column is called stands beside what it shows.
 *
 * <pre>{@code
 * TextTable.of(jobs).column("JOB", JobView::name).column("WAITING", JobView::waiting).toString()
 * }</pre>
 */
public final class TextTable<T> {
    private final List<T> rows;
    private final List<List<String>> lines = new ArrayList<>();

    private TextTable(List<T> rows) {
        this.rows = rows;
        lines.add(new ArrayList<>());
        rows.forEach(row -> lines.add(new ArrayList<>()));
    }

    /** A table that has no columns yet. */
    public static <T> TextTable<T> of(List<T> rows) {
        return new TextTable<>(rows);
    }

    /** Adds a column; a cell is empty for null. */
    public TextTable<T> column(String header, Function<T, ?> value) {
        lines.get(0).add(header);
        for (int i = 0; i < rows.size(); i++) {
            lines.get(i + 1).add(Output.cell(value.apply(rows.get(i))));
        }
        return this;
    }

    @Override
    public String toString() {
        return Output.table(lines);
    }
}
