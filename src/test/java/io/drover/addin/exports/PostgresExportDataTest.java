package io.drover.addin.exports;

import io.drover.testing.TestPostgres;

class PostgresExportDataTest extends ExportDataContract {
    @Override
    String database() {
        return TestPostgres.shared().createDatabase().url();
    }
}
