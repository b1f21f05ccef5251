package io.drover.provider.sql.dialect;

import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The foreign keys of a table as JDBC describes them: a row for each column, key after key. */
final class ForeignKeys {
    private final List<Reference> keys = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private final List<String> referenced = new ArrayList<>();
    private String name;
    private String schema;
    private String table;
    private boolean deferrable;

    private ForeignKeys() {}

    static List<Reference> of(DatabaseMetaData metadata, String catalog, DestinationTable table) throws SQLException {
        ForeignKeys keys = new ForeignKeys();
        String parent = metadata.supportsSchemasInTableDefinitions() ? "PKTABLE_SCHEM" : "PKTABLE_CAT";
        try (ResultSet rows = metadata.getImportedKeys(catalog, table.schema(), table.name())) {
            while (rows.next()) {
                if (rows.getInt("KEY_SEQ") == 1) {
                    keys.end();
                    keys.name = rows.getString("FK_NAME");
                    keys.schema = rows.getString(parent);
                    keys.table = rows.getString("PKTABLE_NAME");
                    keys.deferrable = rows.getInt("DEFERRABILITY") != DatabaseMetaData.importedKeyNotDeferrable;
                }
                keys.columns.add(rows.getString("FKCOLUMN_NAME"));
                keys.referenced.add(rows.getString("PKCOLUMN_NAME"));
            }
        }
        keys.end();
        return keys.keys;
    }

    private void end() {
        if (!columns.isEmpty()) {
            keys.add(new Reference(name, schema, table, columns, referenced, deferrable));
        }
        columns.clear();
        referenced.clear();
    }
}
