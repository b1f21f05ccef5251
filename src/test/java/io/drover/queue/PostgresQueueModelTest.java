package io.drover.queue;

import io.drover.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class PostgresQueueModelTest extends QueueModelContract {
    private final String url = TestPostgres.shared().createMigrated().url();

    @Override
    QueueFixture open(Path home) {
        return new QueueFixture(home, url, Map.of("drover.clean-up.grace", "0"));
    }

    @Override
    QueueFixture crash(QueueFixture killed, Path home, Path next) throws IOException {
        killed.close();
        Files.move(home, next);
        return open(next);
    }
}
