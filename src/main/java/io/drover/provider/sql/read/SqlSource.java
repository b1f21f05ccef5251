package io.drover.provider.sql.read;

import io.drover.definition.text.NamedSql;
import io.drover.provider.SourceDefinition;
import java.util.List;
import java.util.Map;

/**
 * The {@code <sql>} source: tables, views and queries of a database.
 *
 * @param dataSource name of the data source; {@code drover} is Drover's own database
 * @param schema schema of the tables, or null for the connection's default one
 * @param inputs the tables and queries of which there is something to say; mappings may name other tables
 * @param parameters values of the queries' parameters, with placeholders as written
 * @param afterwards statements that run in the transaction that read the rows, when all are read
 */
public record SqlSource(
        String dataSource, String schema, List<Input> inputs, Map<String, String> parameters, List<NamedSql> afterwards)
        implements SourceDefinition {

    public SqlSource {
        inputs = List.copyOf(inputs);
        parameters = Map.copyOf(parameters);
        afterwards = List.copyOf(afterwards);
    }

    /** A source that is only read. */
    public SqlSource(String dataSource, String schema, List<Input> inputs, Map<String, String> parameters) {
        this(dataSource, schema, inputs, parameters, List.of());
    }

    /**
     * A table, a view or a query.
     *
     * @param query null for a table or a view
     * @param watermark the column by which only new rows are read, or null
     * @param start the value of {@code :watermark} in the first run, or null
     * @param line line of the definition file, for messages
     */
    public record Input(String name, NamedSql query, String watermark, String start, int line) {}
}
