package io.drover.sample;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** One table of an answer; every row has a value, perhaps null, for every column. */
record SampleTable(String name, List<String> columns, List<List<String>> rows) {

    /** A column and how its value is made from a row of a data file. */
    record Column(String name, Function<Row, String> value) {}

    static Column column(String name, Function<Row, String> value) {
        return new Column(name, value);
    }

    static SampleTable of(String name, Stream<Row> rows, Column... columns) {
        return new SampleTable(
                name,
                Stream.of(columns).map(Column::name).toList(),
                rows.map(row -> values(row, columns)).toList());
    }

    private static List<String> values(Row row, Column... columns) {
        String[] values = new String[columns.length];
        Arrays.setAll(values, i -> columns[i].value().apply(row));
        return Collections.unmodifiableList(Arrays.asList(values)); // not List.of: values may be null
    }
}
