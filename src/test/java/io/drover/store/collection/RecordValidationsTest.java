package io.drover.store.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are judged again, step by step. */
class RecordValidationsTest {
    private static final int RECORDS = 450;

    @TempDir
    private Path home;

    private final ConcurrentLinkedQueue<String> judged = new ConcurrentLinkedQueue<>();

    private Store open(String database, String url) {
        Map<String, String> settings = new HashMap<>(Map.of("drover.data", home.toString()));
        if (database.equals("PostgreSQL")) {
            settings.put("drover.store.url", url);
        }
        return Store.open(Settings.of(settings));
    }

    private static String url(String database) {
        return database.equals("PostgreSQL")
                ? TestPostgres.shared().createMigrated().url()
                : null;
    }

    private static CollectionTable filled(Store store) {
        CollectionTable table = new RecordTables(store).open("stock", List.of());
        new RecordStore(store, "stock", table, RecordObserver.NONE).change(transaction -> {
            transaction.lock(List.of("000"));
            return IntStream.range(0, RECORDS)
                    .mapToObj(i -> "%03d".formatted(i))
                    .map(id -> new RecordChange(id, null, new RecordContent("{\"n\": 1}", id, null)))
                    .toList();
        });
        return table;
    }

    private Function<StoredRecord, RecordContent> saying(String messages) {
        return record -> {
            judged.add(record.identifier());
            return new RecordContent(record.document(), record.hash(), messages);
        };
    }

    private static void finish(
            Store store, CollectionTable table, String rules, Function<StoredRecord, RecordContent> judge) {
        RecordValidations validations = new RecordValidations(store);
        while (validations.step(table, rules, judge)) {
            // until nothing is left
        }
    }

    private static ValidationProgress progress(Store store) {
        return new RecordValidations(store).progress("Stock").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void goOnWhereTheyCameToAndBeginAnewByOtherRules(String database) {
        String url = url(database);
        CollectionTable table;
        try (Store store = open(database, url)) {
            table = filled(store);
            RecordValidations validations = new RecordValidations(store);
            validations.begin(table, "one");
            assertThat(validations.step(table, "one", saying("[1]"))).isTrue();
            assertThat(progress(store)).isEqualTo(new ValidationProgress("one", 200, RECORDS, false));
        }
        try (Store store = open(database, url)) {
            new RecordValidations(store).begin(table, "one"); // what a server does that starts
            finish(store, table, "one", saying("[1]"));
            assertThat(judged).as("each once").hasSize(RECORDS).doesNotHaveDuplicates();
            assertThat(progress(store)).isEqualTo(new ValidationProgress("one", RECORDS, RECORDS, true));

            judged.clear();
            new RecordValidations(store).begin(table, "two");
            finish(store, table, "one", saying("[1]"));
            assertThat(judged).as("by rules that are no longer wanted").isEmpty();
            finish(store, table, "two", saying(null));
            assertThat(judged).hasSize(RECORDS);
            RecordStore records = new RecordStore(store, "stock", table, RecordObserver.NONE);
            assertThat(records.find("449").orElseThrow().isValid()).isTrue();
            assertThat(records.find("449").orElseThrow().stamps().version()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void areOfOneServerEach(String database) {
        try (Store store = open(database, url(database))) {
            CollectionTable table = filled(store);
            List<CompletableFuture<Void>> servers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                servers.add(CompletableFuture.runAsync(() -> {
                    new RecordValidations(store).begin(table, "one");
                    finish(store, table, "one", saying("[1]"));
                }));
            }
            servers.forEach(CompletableFuture::join);
            finish(store, table, "one", saying("[1]"));

            List<String> sorted = new ArrayList<>(judged);
            Collections.sort(sorted);
            assertThat(sorted).hasSize(RECORDS).doesNotHaveDuplicates();
            assertThat(progress(store).ended()).isTrue();
        }
    }
}
