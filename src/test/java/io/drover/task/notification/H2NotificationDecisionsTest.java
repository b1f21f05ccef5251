package io.drover.task.notification;

import java.util.Map;

class H2NotificationDecisionsTest extends NotificationDecisionsContract {
    @Override
    Map<String, String> database() {
        return Map.of();
    }
}
