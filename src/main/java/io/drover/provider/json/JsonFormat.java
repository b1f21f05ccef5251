package io.drover.provider.json;

import io.drover.provider.format.Format;
import io.drover.provider.format.FormatOptions;
import io.drover.provider.format.SourceFormat;
import java.util.List;
import java.util.Set;

/** {@code <json>}: JSON documents and JSON Lines. */
public final class JsonFormat implements Format {
    private static final Set<String> NAMED = Set.of("json", "jsonl", "ndjson");

    @Override
    public String element() {
        return "json";
    }

    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public List<Class<? extends FormatOptions>> options() {
        return List.of(JsonSource.class, JsonDestination.class);
    }

    @Override
    public SourceFormat source() {
        return new JsonSource();
    }

    @Override
    public boolean isNamed(String extension) {
        return NAMED.contains(extension);
    }

    @Override
    public boolean recognises(String start) {
        return start.startsWith("{") || start.startsWith("[");
    }

    @Override
    public boolean namesTableAfterFile() {
        return true;
    }
}
