package io.drover.job;

import io.drover.testing.TestServer;
import java.util.Locale;

class H2JobTest extends JobContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server; // as it comes
    }

    @Override
    String columnName(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
