package io.drover.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.connector.blob.BlobUrls;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.Requests;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.queue.Blobs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobUrlsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T14:33:00Z");
    private static final String NAME = "groups-0123.zip";
    private static Store store;

    @BeforeAll
    static void open(@TempDir Path folder) {
        store = Store.open(Settings.of(Map.of("drover.data", folder.toString())));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    /** Of one node or another: they share the key. */
    private static BlobUrls at(Duration later) {
        return new BlobUrls(new Blobs(store), Duration.ofMinutes(30), Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }

    private static Map<String, String> query(String url) {
        return Requests.parameters(url.substring(url.indexOf('?') + 1));
    }

    @Test
    void aUrlHasTheShapeOfAzures() {
        assertThat(at(Duration.ZERO).toWrite("https://host", NAME))
                .matches("https://host/drover/dmf/groups-0123\\.zip\\?sv=2014-02-14&sr=b&sig=[A-Za-z0-9_-]{43}"
                        + "&st=2026-11-21T14%3A28%3A00Z&se=2026-11-21T15%3A03%3A00Z&sp=rw");
    }

    @ParameterizedTest
    @ValueSource(ints = {-9, 0, 30})
    void aUrlServesWhileItIsValidOnNodesWhoseClocksDiffer(int minutes) {
        Map<String, String> query = query(at(Duration.ZERO).toWrite("https://host", NAME));

        assertThatCode(() -> at(Duration.ofMinutes(minutes)).require(NAME, query, 'w'))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {-11, 31})
    void itServesNeitherBeforeNorAfter(int minutes) {
        Map<String, String> query = query(at(Duration.ZERO).toWrite("https://host", NAME));

        assertThatThrownBy(() -> at(Duration.ofMinutes(minutes)).require(NAME, query, 'w'))
                .isInstanceOfSatisfying(ConnectorRefusal.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(403))
                .hasMessageContaining("ask for a new one");
    }

    @Test
    void aUrlToReadDoesNotAllowToWrite() {
        Map<String, String> query = query(at(Duration.ZERO).toRead("https://host", NAME));

        assertThatCode(() -> at(Duration.ZERO).require(NAME, query, 'r')).doesNotThrowAnyException();
        assertThatThrownBy(() -> at(Duration.ZERO).require(NAME, query, 'w'))
                .hasMessageContaining("does not allow to write");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/drover/dmf/../secret?x=1",
                "https://host/drover/dmf/a/b?x=1",
                "https://host/other/dmf/groups-0123.zip",
                "ftp://host/drover/dmf/groups-0123.zip",
                "https://host/drover/dmf/groups-0123.zip#fragment"
            })
    void whatIsNoUrlOfABlobIsRefused(String url) {
        assertThatThrownBy(() -> at(Duration.ZERO).named(url)).isInstanceOf(ConnectorRefusal.class);
    }
}
