package io.drover.store.ledger;

import java.nio.file.Path;
import java.util.Map;

class H2LeasesTest extends LeasesContract {
    @Override
    Map<String, String> database(Path folder) {
        return Map.of("drover.store.url", "jdbc:h2:file:" + folder.resolve("leases") + ";WRITE_DELAY=0");
    }
}
