package io.drover.job.run;

/**
 * What is particular to the run of a job for a queue.
 *
 * @param company the legal entity that it is for, or null
 * @param limit the most records to read; null for all
 * @param trial whether all is undone at the end
 * @param refused why the job cannot be run on it: all the run does is to say so; null when it can
 * @param receiver takes what the job has written; null when it writes no files
 */
public record RunOptions(String company, Long limit, boolean trial, String refused, OutputReceiver receiver) {
    /** Of a run that no queue has to do with. */
    public static final RunOptions NONE = new RunOptions(null, null, false, null, null);
}
