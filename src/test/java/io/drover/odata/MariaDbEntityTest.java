package io.drover.odata;

import io.drover.testing.TestMariaDb;
import org.mariadb.jdbc.MariaDbDataSource;

/** Entities in a MariaDB beside Drover's own database. */
class MariaDbEntityTest extends EntityContract {
    private String url;

    @Override
    String beside() {
        url = url == null ? ((MariaDbDataSource) TestMariaDb.shared().createDatabase()).getUrl() : url;
        return url;
    }

    @Override
    String timestamp() {
        return "datetime(6)";
    }
}
