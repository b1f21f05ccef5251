package io.drover.queue;

import io.drover.testing.TestServer;

class H2ImportTest extends ImportContract {

    @Override
    String database() {
        return "";
    }

    @Override
    String other() {
        return "jdbc:h2:mem:far;DB_CLOSE_DELAY=-1";
    }

    @Override
    void shortLockTimeout(TestServer drover, String table) {
        // two seconds, as H2 has it
    }
}
