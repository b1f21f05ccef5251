package io.drover.store.collection;

import io.drover.store.Store;
import io.drover.store.collection.FieldPath.Sort;
import io.drover.store.collection.RecordCondition.Comparator;
import io.drover.store.collection.RecordCondition.Compares;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/** How a database carries out the query of a condition. */
public final class QueryPlan {
    private final Store store;
    private final CollectionTable table;

    public QueryPlan(Store store, int collection, String field, Sort sort) {
        this.store = store;
        this.table = new CollectionTable(collection, List.of(new IndexedField(field, sort)));
    }

    /** The name of the index that it should use. */
    public String index() {
        return table.index(table.indexed().get(0));
    }

    /** The plan when the field equals a value. */
    public String of(Object value) throws Exception {
        IndexedField field = table.indexed().get(0);
        SqlPart sql = new ConditionSql(RecordDialect.of(store), table)
                .of(new Compares(FieldPath.of(field.name()), Comparator.EQUAL, field.sort(), value));
        try (Connection connection = store.dataSource(Store.OWN).getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                if (store.isPostgres()) {
                    statement.execute("SET LOCAL enable_seqscan TO OFF"); // of a few rows it would not look at an index
                }
            }
            try (PreparedStatement query = connection.prepareStatement(
                    "EXPLAIN SELECT identifier FROM " + table.sql() + " WHERE " + sql.sql())) {
                RecordRows.bind(query, sql.values());
                StringBuilder plan = new StringBuilder();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                return plan.toString();
            } finally {
                connection.rollback();
            }
        }
    }
}
