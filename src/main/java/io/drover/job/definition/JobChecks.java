package io.drover.job.definition;

/**
 * How a job's records are checked beside the mapping.
 *
 * @param sourceSchema the JSON Schema of records as they are read, below Files/Integration; null for none
 * @param targetSchema the same of rows after the mapping
 * @param recordIdentifier the column that names a record in errors; null for the key
 * @param validateOnly whether nothing is written but the errors
 */
public record JobChecks(String sourceSchema, String targetSchema, String recordIdentifier, boolean validateOnly) {
    /** None but the mapping's own. */
    public static final JobChecks NONE = new JobChecks(null, null, null, false);
}
