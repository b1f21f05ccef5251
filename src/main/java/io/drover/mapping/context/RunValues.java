package io.drover.mapping.context;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The run that mappings are compiled for, as texts in them may name it.
 *
 * @param execution id of the execution
 * @param file name of the delivery
 * @param started when the run began: the one current time that its records see
 * @param company the legal entity that a queue's message is for, or null
 * @param parameters of the scheduled task that fetched the delivery; looked up whatever their case
 */
public record RunValues(
        long execution, String job, String file, Instant started, String company, Map<String, String> parameters) {

    public RunValues {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(parameters);
        parameters = Collections.unmodifiableMap(byName);
    }
}
