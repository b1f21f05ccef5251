package io.drover.job.run;

import io.drover.job.definition.JobDefinition;
import io.drover.provider.sql.read.SqlSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Values that the parameters of a job's queries have in one run, in place of those in its definition. */
public final class RunParameters {
    private RunParameters() {}

    /**
     * The job with other values.
     *
     * @param values by the parameter's name; bound to the queries as they are
     * @throws IllegalArgumentException when the job has no such parameter; says which it has
     */
    public static JobDefinition apply(JobDefinition job, Map<String, String> values) {
        if (values.isEmpty()) {
            return job;
        }
        Map<String, String> known = job.source() instanceof SqlSource sql ? sql.parameters() : Map.of();
        Map<String, String> all = new LinkedHashMap<>(known);
        values.forEach((name, value) -> {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException("the queries of the job " + job.name() + " have no parameter " + name
                        + "; they have " + new TreeSet<>(known.keySet()) + ". Write :" + name + " into a query and add"
                        + " <parameter name=\"" + name + "\" value=\"...\"/>, the value that it has in other runs");
            }
            if (value.contains("{{")) { // else it would be looked up: what comes from outside is never a placeholder
                throw new IllegalArgumentException("the parameter " + name + " of the job " + job.name()
                        + " cannot be '" + value + "': it has {{");
            }
            all.put(name, value);
        });
        return job.withSource(((SqlSource) job.source()).withParameters(all));
    }
}
