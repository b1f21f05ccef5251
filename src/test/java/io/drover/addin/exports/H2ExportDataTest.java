package io.drover.addin.exports;

import java.util.UUID;

class H2ExportDataTest extends ExportDataContract {
    @Override
    String database() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }
}
