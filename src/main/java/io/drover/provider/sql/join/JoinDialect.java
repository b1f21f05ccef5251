package io.drover.provider.sql.join;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.FirstRows;
import io.drover.provider.sql.dialect.Removal;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.SqlTableWriter;
import io.drover.provider.sql.dialect.Syntax;
import io.drover.provider.sql.staged.OrphanRows;
import io.drover.provider.sql.staged.StagedKeys;
import io.drover.provider.sql.staged.StagedStore;
import io.drover.provider.sql.staged.StagedWriter;
import io.drover.provider.sql.staged.StagingTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Databases that are loaded by joins with a temporary table that INSERT statements fill. */
public abstract class JoinDialect implements Dialect {
    public final Connection connection;
    private final Syntax syntax;
    private final int parameters;
    private final Map<String, StagedKeys> seen = new HashMap<>();
    private final List<String> temporary = new ArrayList<>();
    private int writers;

    /** @param parameters the most that a statement may have */
    public JoinDialect(Connection connection, Syntax syntax, int parameters) {
        this.connection = connection;
        this.syntax = syntax;
        this.parameters = parameters;
    }

    /** The name of a temporary table. */
    protected abstract String temporaryName(DestinationTable beside, String name);

    /** Makes such a table. */
    protected abstract String createTemporary(String name, String definition);

    protected abstract String dropTemporary(String name);

    /** An index of a temporary table of keys, without which looking keys up takes the product of both tables. */
    protected abstract String createIndex(String name, List<DestinationColumn> keys);

    /** Whether a row of a statement may refer to any other one of it, and not only to those before. */
    protected boolean checksWholeStatements() {
        return true;
    }

    /** Refuses a table that cannot be loaded all or nothing. */
    protected void requireTransactional(DestinationTable table) throws SQLException {}

    @Override
    public SqlTableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        requireTransactional(table);
        StagingTable staging = staging(table, "drover_rows_" + ++writers, columns);
        StagedKeys noted = Removal.isWanted(options.table()) ? seen(table, keys, options) : null;
        JoinMerge merge = new JoinMerge(table, columns, keys, options, staging.name(), syntax);
        JoinLoad load = new JoinLoad(connection, staging, merge);
        return new StagedWriter(
                new StagedStore(connection, staging, merge, noted, load, null),
                references -> new OrphanRows(connection, staging, table, columns, references, checksWholeStatements()),
                columns,
                keys,
                noted);
    }

    private StagedKeys seen(DestinationTable table, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        StagedKeys known = seen.get(table.name());
        if (known == null) {
            Removal removal = new Removal(connection, table, syntax, options.table());
            known = new StagedKeys(connection, removal, keyStaging(table, "drover_seen_" + writers, keys), keys);
            seen.put(table.name(), known);
        }
        Sql.requireSameKeys(table, known.columns(), keys);
        return known;
    }

    @Override
    public FirstRows firstRows(DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys)
            throws SQLException {
        int number = ++writers;
        StagingTable staging = staging(table, "drover_keys_" + number, keys);
        StagingTable known = keyStaging(table, "drover_first_" + number, keys);
        return new JoinFirstRows(connection, staging, known.name(), columns, keys);
    }

    private StagingTable keyStaging(DestinationTable table, String name, List<DestinationColumn> keys)
            throws SQLException {
        StagingTable staging = staging(table, name, keys);
        execute(createIndex(staging.name(), keys));
        return staging;
    }

    private StagingTable staging(DestinationTable table, String name, List<DestinationColumn> columns)
            throws SQLException {
        String qualified = temporaryName(table, name);
        execute(createTemporary(qualified, InsertStaging.definition(columns)));
        temporary.add(qualified);
        return new InsertStaging(connection, qualified, columns, parameters);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    /** Temporary tables live as long as the session, which others will get. */
    @Override
    public void end(Connection session) throws SQLException {
        for (String name : temporary) {
            execute(dropTemporary(name));
        }
        temporary.clear();
    }

    protected void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
