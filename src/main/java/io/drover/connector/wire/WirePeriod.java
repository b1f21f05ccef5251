package io.drover.connector.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** From when to when, as clients read it; the names of its fields follow the word for what took so long. */
public record WirePeriod(
        @JsonProperty("StartedDateTime") String started, @JsonProperty("CompletedDateTime") String completed) {

    /** Each of them may be null. */
    public static WirePeriod of(Instant started, Instant completed) {
        return new WirePeriod(WireTime.of(started), WireTime.of(completed));
    }
}
