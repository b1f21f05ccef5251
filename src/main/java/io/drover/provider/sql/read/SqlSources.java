package io.drover.provider.sql.read;

import io.drover.provider.RecordReader;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.dialect.SourceQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Opens sources in SQL databases. */
public final class SqlSources {
    private SqlSources() {}

    /**
     * Takes a connection, starts its transaction and makes the queries.
     *
     * @param tables the tables, views and queries to read, in order; when empty those that the source names, or else all tables
     * @param placeholders gives the text of a parameter's value with placeholders replaced
     * @param watermarks what the last run's {@link RecordReader#watermarks} were
     * @throws io.drover.provider.DestinationException when there is no such table or column
     */
    public static RecordReader open(
            DataSource dataSource,
            SqlSource source,
            List<String> tables,
            UnaryOperator<String> placeholders,
            Map<String, String> watermarks)
            throws SQLException {
        List<SqlTable> marking = source.tables().stream()
                .filter(table -> !table.marks().isEmpty())
                .filter(table -> tables.isEmpty() || tables.stream().anyMatch(table.name()::equalsIgnoreCase))
                .toList();
        SourceSession session =
                SourceSession.open(dataSource, !source.afterwards().isEmpty() || !marking.isEmpty());
        try {
            DatabaseCatalog catalog = DatabaseCatalog.open(session.connection(), session.dialect(), source.schema());
            SourcePlan plan =
                    new SourcePlan(session.connection(), session.dialect(), catalog, source, placeholders, watermarks);
            List<SourceQuery> queries = new ArrayList<>();
            for (String table : new LinkedHashSet<>(tables.isEmpty() ? all(source, catalog) : tables)) {
                queries.add(plan.query(table));
            }
            List<SourceQuery> afterwards =
                    source.afterwards().stream().map(plan::statement).toList();
            return new SqlRecordReader(
                    session, queries, plan.highest(), afterwards, WrittenMarks.of(marking, catalog, session.dialect()));
        } catch (SQLException | RuntimeException e) {
            try (session) {
                throw e;
            }
        }
    }

    private static List<String> all(SqlSource source, DatabaseCatalog catalog) throws SQLException {
        return source.inputs().isEmpty()
                ? catalog.tables()
                : source.inputs().stream().map(SqlInput::name).toList();
    }
}
