package io.drover.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/** Brings Drover's tables up to date; refuses a database that a newer Drover has already changed. */
final class Migrations {
    private static final String BOTH = "classpath:db/migration";
    private static final String POSTGRESQL = "classpath:db/postgresql";

    private Migrations() {}

    static void run(HikariDataSource own) {
        // Flyway quotes the name; Drover's SQL does not, and H2 then means capitals
        boolean h2 = own.getJdbcUrl().startsWith("jdbc:h2:");
        String schema = h2 ? "DROVER" : "drover";
        Flyway flyway = Flyway.configure()
                .dataSource(own)
                .schemas(schema)
                .defaultSchema(schema)
                .table("migration")
                .locations(h2 ? new String[] {BOTH} : new String[] {BOTH, POSTGRESQL})
                // No patterns to ignore: a migration that this version does not know means that the schema is newer
                .ignoreMigrationPatterns(new String[0])
                .load();
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            newer(flyway).ifPresent(migration -> {
                throw new StoreException(
                        "Drover's tables were changed by a newer version of Drover (migration " + migration
                                + "), and this one does not know what it changed: start that version, or a newer one",
                        e);
            });
            throw new StoreException("Drover's tables could not be brought up to date: " + reason(e.getMessage()), e);
        }
    }

    /** The last migration that this version does not have, if one has been made. */
    private static Optional<String> newer(Flyway flyway) {
        return Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.FUTURE_FAILED)
                .map(migration -> migration.getVersion() + ", " + migration.getDescription())
                .reduce((one, later) -> later);
    }

    /** The first lines say what is wrong, and with which migration; what follows is advice about Flyway. */
    private static String reason(String message) {
        return message.lines()
                .filter(line -> !line.isBlank())
                .limit(4)
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }
}
