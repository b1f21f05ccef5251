package io.drover.store;

import io.drover.store.Columns.Column;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Makes every text that is given to a statement on Drover's own tables storable in the column that it is for: no statement can
 * fail because of what somebody outside wrote, and what is looked up is changed as what was stored. Thread-safe.
 */
final class StorableArguments extends AbstractArgumentFactory<String> {
    /** Statements with lists of values are of many lengths. */
    private static final int KNOWN_STATEMENTS = 2_000;

    private final Columns columns;
    private final Map<String, List<Column>> known = new ConcurrentHashMap<>();

    StorableArguments(Columns columns) {
        super(Types.VARCHAR);
        this.columns = columns;
    }

    @Override
    protected Argument build(String text, ConfigRegistry config) {
        return (position, statement, context) -> statement.setString(position, storable(text, position, context));
    }

    private String storable(String text, int position, StatementContext context) {
        List<Column> ofStatement = columns(context.getParsedSql().getSql());
        Column column = position <= ofStatement.size() ? ofStatement.get(position - 1) : null;
        return column == null ? StorableText.of(text) : column.storable(text);
    }

    private List<Column> columns(String sql) {
        if (known.size() >= KNOWN_STATEMENTS) {
            known.clear();
        }
        return known.computeIfAbsent(sql, read -> StatementColumns.of(columns, read));
    }
}
