/** A run: the job gets its turn, is loaded, committed once, and ends in the history. */
package io.drover.job.run;
