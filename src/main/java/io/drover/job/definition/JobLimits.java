package io.drover.job.definition;

import java.time.Duration;

/**
 * What records must keep to, and when a run of a job is given up; nothing is loaded then.
 *
 * @param maxErrors with onError="skip": the most records that may be rejected; null for any number
 * @param time the longest a run may take; null for as long as it takes
 * @param checks of records
 */
public record JobLimits(Integer maxErrors, Duration time, JobChecks checks) {
    /** No limits. */
    static final JobLimits NONE = new JobLimits(null, null, JobChecks.NONE);
}
