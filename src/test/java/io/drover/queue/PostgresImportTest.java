package io.drover.queue;

import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;

class PostgresImportTest extends ImportContract {

    @Override
    String database() {
        return TestPostgres.shared().createMigrated().url();
    }

    @Override
    String other() {
        return TestPostgres.shared().createDatabase().url();
    }

    /** The load asks for a table that takes no time-out of its own: a trigger sets it. */
    @Override
    void shortLockTimeout(TestServer drover, String table) throws Exception {
        drover.sql(
                "CREATE FUNCTION impatient() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN SET LOCAL lock_timeout = '300ms';"
                        + " RETURN NULL; END $$",
                "CREATE TRIGGER impatient BEFORE INSERT OR UPDATE ON " + table
                        + " FOR EACH STATEMENT EXECUTE FUNCTION impatient()");
    }
}
