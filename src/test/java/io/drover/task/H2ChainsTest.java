package io.drover.task;

import java.nio.file.Path;
import java.util.Map;

class H2ChainsTest extends ChainsContract {
    @Override
    Map<String, String> database(Path folder) {
        return Map.of("drover.store.url", "jdbc:h2:file:" + folder.resolve("chains") + ";WRITE_DELAY=0");
    }
}
