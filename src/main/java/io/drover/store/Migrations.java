package io.drover.store;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings Drover's tables up to date; refuses a database that a newer Drover has already changed. */
final class Migrations {
    private static final String BOTH = "classpath:db/migration";
    private static final String POSTGRESQL = "classpath:db/postgresql";

    private Migrations() {}

    static void run(HikariDataSource own) {
        // Flyway quotes the name; Drover's SQL does not, and H2 then means capitals
        boolean h2 = own.getJdbcUrl().startsWith("jdbc:h2:");
        String schema = h2 ? "DROVER" : "drover";
        try {
            Flyway.configure()
                    .dataSource(own)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .table("migration")
                    .locations(h2 ? new String[] {BOTH} : new String[] {BOTH, POSTGRESQL})
                    // No patterns to ignore: a migration that this version does not know means that the schema is newer
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "Drover's tables could not be brought up to date: " + firstLine(e.getMessage()), e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().filter(line -> !line.isBlank()).findFirst().orElse(message);
    }
}
