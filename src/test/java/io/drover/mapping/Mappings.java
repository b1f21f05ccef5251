package io.drover.mapping;

import io.drover.provider.DestinationException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What tests of mappings share: a run with a task's parameters and one lookup table. */
final class Mappings {
    static final MappingContext CONTEXT = new MappingContext(
            42,
            "Products",
            "items.xml",
            Instant.parse("2026-11-21T09:05:00.123456Z"),
            Map.of("Shop", "DK"),
            definition -> {
                if (!definition.name().equals("countries.csv")) {
                    throw new DestinationException("the lookup file " + definition.name() + " does not exist");
                }
                Map<String, String> values = new HashMap<>(Map.of("dk", "Denmark", "DK", "Denmark"));
                values.put("XX", null);
                return values;
            });

    private Mappings() {}
}
