package io.drover.provider.sql.dialect;

import io.drover.definition.text.NamedSql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A query to read, or a part of one while it is made.
 *
 * @param name what its rows are called in the job
 * @param sql as JDBC prepares it, with a question mark for each parameter
 * @param plain the same as the database knows it, for a query without parameters
 * @param parameters their values as text
 */
public record SourceQuery(String name, String sql, String plain, List<String> parameters) {

    public SourceQuery {
        parameters = List.copyOf(parameters);
    }

    /** One of the definition. */
    public SourceQuery(String name, NamedSql query, List<String> parameters) {
        this(name, query.sql(), query.text(), parameters);
    }

    /** One that is made of names only. */
    public SourceQuery(String name, String sql) {
        this(name, sql, sql, List.of());
    }

    /** The same with other text around it. */
    public SourceQuery within(UnaryOperator<String> around) {
        return new SourceQuery(name, around.apply(sql), around.apply(plain), parameters);
    }

    /** The same with one more parameter. */
    public SourceQuery and(String condition, String value) {
        List<String> more = new ArrayList<>(parameters);
        more.add(value);
        return new SourceQuery(name, sql + condition, plain + condition, more);
    }
}
