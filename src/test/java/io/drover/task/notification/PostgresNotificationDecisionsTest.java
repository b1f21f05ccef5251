package io.drover.task.notification;

import io.drover.testing.TestPostgres;
import java.util.Map;

class PostgresNotificationDecisionsTest extends NotificationDecisionsContract {
    @Override
    Map<String, String> database() {
        return Map.of("drover.store.url", TestPostgres.shared().createMigrated().url());
    }
}
