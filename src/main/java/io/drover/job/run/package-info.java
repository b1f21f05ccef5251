/** A run: a delivery is read, mapped and written, committed once, and ends in the history. */
package io.drover.job.run;
