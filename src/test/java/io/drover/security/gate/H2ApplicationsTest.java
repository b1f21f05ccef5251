package io.drover.security.gate;

import java.nio.file.Path;
import java.util.Map;

class H2ApplicationsTest extends ApplicationsContract {
    @Override
    Map<String, String> database(Path folder) {
        return Map.of();
    }
}
