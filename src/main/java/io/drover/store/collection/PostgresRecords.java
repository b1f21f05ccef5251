package io.drover.store.collection;

import io.drover.store.collection.FieldPath.Sort;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Documents as jsonb; indexes of expressions. Names of fields are literals, as an index has to find them again. */
final class PostgresRecords implements RecordDialect {

    @Override
    public Types types() {
        return new Types("JSONB", "VARCHAR(255) COLLATE \"C\"", "TEXT");
    }

    @Override
    public List<String> preparations() {
        return List.of();
    }

    @Override
    public List<String> createIndex(CollectionTable table, IndexedField field) {
        return List.of("CREATE INDEX " + table.index(field) + " ON " + table.sql() + " (("
                + key(table, field).sql() + "))");
    }

    @Override
    public String createOwnIndex(CollectionTable table, String suffix, String columns, String only) {
        return "CREATE INDEX " + table.name() + "_" + suffix + " ON " + table.sql() + " " + columns
                + (only.isEmpty() ? "" : " WHERE " + only);
    }

    @Override
    public List<String> dropIndex(CollectionTable table, String index) {
        return List.of("DROP INDEX IF EXISTS drover." + index);
    }

    @Override
    public String indexNames() {
        return "SELECT indexname FROM pg_indexes WHERE schemaname = 'drover' AND tablename = ?";
    }

    @Override
    public String documentParameter() {
        return "?::jsonb";
    }

    @Override
    public SqlPart value(FieldPath path, Sort sort) {
        SqlPart json = json(path);
        return switch (sort) {
            case TEXT ->
                SqlPart.of(
                        "(CASE WHEN jsonb_typeof({}) = 'string' THEN ({}) #>> '{}' END COLLATE \"C\")",
                        json,
                        json,
                        SqlPart.of("{}"));
            case NUMBER -> SqlPart.of("(CASE WHEN jsonb_typeof({}) = 'number' THEN ({})::numeric END)", json, json);
            case TRUTH -> SqlPart.of("(CASE WHEN jsonb_typeof({}) = 'boolean' THEN ({})::boolean END)", json, json);
        };
    }

    @Override
    public SqlPart key(CollectionTable table, IndexedField field) {
        SqlPart value = value(FieldPath.of(field.name()), field.sort());
        return field.sort() == Sort.TEXT ? SqlPart.of("left({}, " + INDEXED_CHARACTERS + ")", value) : value;
    }

    @Override
    public String beginning(String text) {
        return text.codePointCount(0, text.length()) <= INDEXED_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, INDEXED_CHARACTERS));
    }

    private static SqlPart json(FieldPath path) {
        StringBuilder sql = new StringBuilder("document -> '" + path.field().replace("'", "''") + "'");
        List<Object> values = new ArrayList<>();
        for (String member : path.members()) {
            sql.append(" -> ?::text");
            values.add(member);
        }
        return new SqlPart(sql.toString(), values);
    }

    @Override
    public SqlPart exists(FieldPath path) {
        return SqlPart.of("({}) IS NOT NULL", json(path));
    }

    @Override
    public SqlPart isNull(FieldPath path) {
        return SqlPart.of("COALESCE(jsonb_typeof({}), 'null') = 'null'", json(path));
    }

    @Override
    public SqlPart lists(FieldPath path, String json) {
        SqlPart list = json(path);
        return SqlPart.of(
                "(CASE WHEN jsonb_typeof({}) = 'array' THEN ({}) @> {} ELSE FALSE END)",
                list,
                list,
                SqlPart.of("?::jsonb", json));
    }

    @Override
    public SqlPart contains(SqlPart text, String part) {
        return SqlPart.of("strpos({}, {}) > 0", text, SqlPart.of("?", part));
    }

    @Override
    public SqlPart startsWith(SqlPart text, String beginning) {
        return SqlPart.of("left({}, {}) = {}", text, length(beginning), SqlPart.of("?", beginning));
    }

    private static SqlPart length(String text) {
        return SqlPart.of("?", text.codePointCount(0, text.length()));
    }

    @Override
    public SqlPart matches(SqlPart text, String pattern) {
        return SqlPart.of("{} ~ {}", text, SqlPart.of("?", pattern));
    }

    @Override
    public SqlPart changeNumber(CollectionTable table) {
        return SqlPart.of("SELECT txid_current()");
    }

    @Override
    public boolean copies() {
        return true;
    }

    @Override
    public SeenRecords seenRecords(Connection connection, CollectionTable table) throws SQLException {
        return new PostgresSeenRecords(connection, table);
    }

    @Override
    public SqlPart settledChanges(CollectionTable table) {
        return SqlPart.of("SELECT txid_snapshot_xmin(txid_current_snapshot())");
    }
}
