package io.drover.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.store.queue.Message;
import java.util.List;

/**
 * What a data management action asks of the run that it leads to (wire contract 2.1); kept as JSON with its message.
 *
 * @param action its name, such as ExportToPackagePreview
 * @param execute false: an import is tried and undone, nothing is loaded
 * @param first only so many records are exported, and how far an incremental source was read is not noted; null: all
 * @param entities only these tables of the job are exported; empty: all
 * @param packageName what the exported package is called; null: as the job calls it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionOptions(String action, boolean execute, Long first, List<String> entities, String packageName) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ActionOptions NONE = new ActionOptions("", true, null, List.of(), null);

    public ActionOptions {
        entities = entities == null ? List.of() : List.copyOf(entities);
    }

    /** What the action that made a message asked for; all and everything for a message of a recurring job. */
    public static ActionOptions of(Message message) {
        if (message.properties().options() == null) {
            return NONE;
        }
        try {
            return JSON.readValue(message.properties().options(), ActionOptions.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("message " + message.uid() + " has options that are no JSON", e);
        }
    }

    /** For {@link NewMessage#options}. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
