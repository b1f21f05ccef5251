package io.drover.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.settings.Settings;
import io.drover.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger is asked for each file of an inbox. */
class InboxLedgerTest {
    private static final String HASH = "0".repeat(64);

    @Test
    void noQuestionTakesLongerTheMoreDeliveriesThereHaveBeen(@TempDir Path home) throws SQLException {
        try (Store store = Store.open(Settings.of(Map.of("drover.data", home.toString())))) {
            Set<String> statements = new TreeSet<>();
            store.jdbi().setSqlLogger(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    statements.add(context.getParsedSql().getSql());
                }
            });
            InboxClaims claims = new InboxClaims(store);

            Delivery taken = claims.take("Orders", "orders.csv", null).orElseThrow();
            Delivery delivery = claims.identify(taken, HASH, false);
            new RunBeginnings(store).begin(delivery, Set.of("drover/orders"));
            new InboxLedger(store).moved(List.of(delivery));

            assertThat(statements).hasSizeBetween(9, 10);
            try (Connection connection = store.dataSource("drover").getConnection()) {
                for (String statement : statements) {
                    if (statement.contains("drover.delivery") && !statement.startsWith("INSERT")) {
                        assertThat(plan(connection, statement))
                                .as(statement)
                                .doesNotContainPattern("\"DROVER\"\\.\"DELIVERY\"( \"\\w+\")? /\\* [^:*]* \\*/")
                                .doesNotContain("DELIVERY_OF_JOB");
                    }
                }
            }
        }
    }

    /** The plan; a comment behind each table names the index and, behind a colon, what is looked up in it. */
    private static String plan(Connection connection, String statement) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + statement)) {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                explain.setObject(i, null);
            }
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                return plan.getString(1).replaceAll("\\s+", " ");
            }
        }
    }
}
