package io.drover.queue;

import io.drover.definition.schedule.Schedule;
import io.drover.job.definition.OnError;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.definition.RecurringJobDefinition.Head;
import io.drover.queue.definition.RecurringJobDefinition.Limits;
import io.drover.queue.definition.RecurringJobDefinition.Naming;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.queue.definition.RecurringJobDefinition.Processing;
import io.drover.queue.definition.RecurringJobDefinition.Transfer;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.PayloadStore;
import io.drover.queue.retention.CleanUp;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.queue.Direction;
import io.drover.store.queue.MessageProperties;
import io.drover.testing.MigratedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Queues on a database and a folder of their own, without a server. */
final class QueueFixture implements AutoCloseable {
    final Settings settings;
    final Store store;
    final PayloadStore payloads;
    final Queues queues;

    /** @param url of the database; empty: H2 in the folder */
    QueueFixture(Path home, String url, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "drover.data",
                home.resolve("data").toString(),
                "drover.files",
                home.resolve("Files").toString(),
                "drover.store.url",
                url,
                "drover.min-free-disk",
                "1 MB"));
        values.putAll(more);
        settings = Settings.of(values);
        MigratedDatabase.prepare(settings);
        store = Store.open(settings);
        payloads = new PayloadStore(settings);
        queues = new Queues(store, payloads);
    }

    /** A recurring job as it comes, with 3 attempts. */
    static RecurringJobDefinition recurring(Direction direction) {
        UUID id = UUID.randomUUID();
        return new RecurringJobDefinition(
                new Head("Test " + direction, id, "", true, Path.of("Test.xml")),
                new Transfer(direction, PayloadKind.FILE, "Job", false),
                Map.of(),
                new Processing(false, OnError.STOP, Schedule.NEVER, null),
                new Naming(null, false, List.of(), Map.of(), Map.of()),
                new Limits(
                        Duration.ofMinutes(30),
                        Duration.ofDays(7),
                        Duration.ofDays(90),
                        Duration.ofMinutes(10),
                        1 << 20,
                        3));
    }

    NewMessage message(String content) {
        return NewMessage.of(keep(content), null);
    }

    NewMessage message(String content, String externalId, String idempotencyKey) {
        return NewMessage.of(keep(content), externalId)
                .withProperties(MessageProperties.NONE
                        .withExternalId(externalId)
                        .withIdempotencyKey(idempotencyKey)
                        .withApplication("client"));
    }

    /** Where the payload with this content lies, if it does. */
    Path fileOf(String content) {
        String sha256 = HexFormat.of().formatHex(sha256(content));
        return payloads.root()
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private static byte[] sha256(String content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Payload keep(String content) {
        try {
            return payloads.keep(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sql(String statement) {
        try (Connection connection = store.dataSource(Store.OWN).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    long count(String query) {
        try (Connection connection = store.dataSource(Store.OWN).getConnection();
                Statement sql = connection.createStatement();
                ResultSet result = sql.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Clean-up of this recurring job's messages; the files of payloads go at once. */
    CleanUp cleanUp(RecurringJobDefinition... recurring) {
        return new CleanUp(settings, () -> List.of(recurring), store, payloads);
    }

    /** Lets time pass: all that is stored happened so much earlier. */
    void pass(Duration time) {
        String earlier = " - INTERVAL '%d' MINUTE".formatted(time.toMinutes());
        sql(Stream.of("lease_until", "last_dequeued", "earlier_dequeue", "created", "changed")
                .map(column -> column + " = " + column + earlier)
                .collect(Collectors.joining(", ", "UPDATE drover.message SET ", "")));
    }

    /** Lets time pass for all leases. */
    void passLeases() {
        sql(
                "UPDATE drover.message SET lease_until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND WHERE lease_until IS NOT NULL");
    }

    @Override
    public void close() {
        store.close();
    }
}
