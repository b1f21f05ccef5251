package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A job loads a database that is not Drover's own: its rows and Drover's ledger are two commits. A crash falls between them
 * (fault 4; docs/decisions/0005).
 */
class CrashBetweenDatabasesTest {
    private static final int ROWS = 500;
    private static final String CRASHPOINT = "-Ddrover.crashpoint=import.betweenCommits";
    private static final String LEDGER =
            "CREATE TABLE drover_ledger (delivery VARCHAR(36) PRIMARY KEY, job VARCHAR(64), file VARCHAR(512), loaded TIMESTAMP)";
    private static final String KEYS =
            """
            <mapping source="Stock" destination="Stock">
                <key column="ProductId"/>
            </mapping>
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void isNotRepeatedWhereTheLedgerTableIs(Database.Kind kind) throws Exception {
        Database shop = kind.create(folder, "shop");
        shop.execute(Delivery.TABLE);
        shop.execute(LEDGER);
        try (Installation home = installation(kind, shop).withJob("Stock", "shop", "")) {
            crash(home);

            DroverProcess drover = home.start();
            await().until(() -> home.isDone("Stock"));

            Checker.of(ROWS, drover.value("shop", Checker.QUERY)).check(kind + " crash between commits, with a ledger");
            assertThat(home.list("Archive/Stock")).containsExactly("delivery.xml");
            assertThat(drover.executions("Stock"))
                    .extracting(Execution::status)
                    .containsExactly(Status.Completed, Status.Failed);
            assertThat(drover.executions("Stock").get(0).message()).contains("had been loaded");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isRepeatedByKeyWhereItIsNotAndThatChangesNothing(Database.Kind kind) throws Exception {
        Database shop = kind.create(folder, "shop");
        shop.execute(Delivery.TABLE);
        shop.execute("CREATE INDEX stock_product ON Stock (ProductId)");
        try (Installation home = installation(kind, shop).withJob("Stock", "shop", KEYS)) {
            crash(home);

            DroverProcess drover = home.start();
            await().until(() -> home.isDone("Stock"));

            Checker.of(ROWS, drover.value("shop", Checker.QUERY)).check(kind + " crash between commits, by key");
            assertThat(home.list("Archive/Stock")).containsExactly("delivery.xml");
            assertThat(drover.executions("Stock").get(0)).satisfies(execution -> {
                assertThat(execution.status()).isEqualTo(Status.Completed);
                assertThat(execution.unchanged()).isEqualTo(ROWS);
                assertThat(execution.inserted()).isZero();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedWhereARepetitionWouldDoubleRows(Database.Kind kind) throws Exception {
        Database shop = kind.create(folder, "shop");
        shop.execute(Delivery.TABLE);
        try (Installation home = installation(kind, shop).withJob("Stock", "shop", "")) {
            home.drop("Stock", "delivery.xml", Delivery.of(0, ROWS));

            DroverProcess drover = home.start(CRASHPOINT);

            Execution refused = drover.awaitEnded("Stock");
            assertThat(refused.status()).isEqualTo(Status.Failed);
            assertThat(refused.message()).contains("a crash could load them twice", "keys", "drover_ledger");
            assertThat(drover.value("shop", "SELECT COUNT(*) FROM Stock")).isEqualTo("0");
            await().until(() -> !home.list("Failed/Stock").isEmpty());
        }
    }

    private Installation installation(Database.Kind kind, Database shop) throws Exception {
        return new Installation(folder)
                .with("drover.store.url", kind.create(folder, "drover").url())
                .with("drover.datasource.shop.url", shop.url());
    }

    private static void crash(Installation home) throws Exception {
        home.drop("Stock", "delivery.xml", Delivery.of(0, ROWS));
        assertThat(home.launch(CRASHPOINT).exitCode()).isEqualTo(137);
        assertThat(home.aside("Stock")).containsExactly("delivery.xml");
    }
}
