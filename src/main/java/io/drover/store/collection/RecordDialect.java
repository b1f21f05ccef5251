package io.drover.store.collection;

import io.drover.store.Store;
import io.drover.store.collection.FieldPath.Sort;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs between the databases in the tables of collections: documents, and what is in them. */
interface RecordDialect {
    /** Of a text no more than this is in an index, in characters: an entry of an index has a largest size. */
    int INDEXED_CHARACTERS = 300;

    static RecordDialect of(Store store) {
        return store.isPostgres() ? new PostgresRecords() : new H2Records();
    }

    /** Types of columns: a document, a text that is compared by its code points, a long text. */
    record Types(String document, String name, String longText) {}

    Types types();

    /** Statements before the first table is made; they may be run again. */
    List<String> preparations();

    /** Makes the index of a field; its name is the table's and a suffix that {@link CollectionTable} gives. */
    List<String> createIndex(CollectionTable table, IndexedField field);

    /**
     * An index that each table has.
     *
     * @param only which rows it is needed for; empty: all
     */
    String createOwnIndex(CollectionTable table, String suffix, String columns, String only);

    List<String> dropIndex(CollectionTable table, String index);

    /** The names of the indexes of a table: a query with the name of the table as its parameter. */
    String indexNames();

    /** The value of a parameter that is a document. */
    String documentParameter();

    /** A value of a sort in a document; NULL where it is none of that sort. */
    SqlPart value(FieldPath path, Sort sort);

    /** What the index of a field has of a value: the value, or the beginning of a text. */
    SqlPart key(CollectionTable table, IndexedField field);

    /** The beginning of a text that {@link #key} has. */
    String beginning(String text);

    /** Whether there is a value, be it null. */
    SqlPart exists(FieldPath path);

    /** Whether the value is null, or there is none. */
    SqlPart isNull(FieldPath path);

    /** Whether the value is a list that has a value, in JSON. */
    SqlPart lists(FieldPath path, String json);

    /** Whether a text has another one in it. */
    SqlPart contains(SqlPart text, String part);

    SqlPart startsWith(SqlPart text, String beginning);

    /** Whether a regular expression matches somewhere in a text. */
    SqlPart matches(SqlPart text, String pattern);

    /** Whether many records are written by {@link PostgresBulk}. */
    boolean copies();

    /** What a load sees of a collection, in its transaction. */
    SeenRecords seenRecords(Connection connection, CollectionTable table) throws SQLException;

    /** The number of a change of a collection, asked for once in each transaction; see {@link RecordTransaction}. */
    SqlPart changeNumber(CollectionTable table);

    /** The number below which all changes are committed. */
    SqlPart settledChanges(CollectionTable table);
}
