/** Which run may begin, and which has to end: turns at tables, the lock of a job, limits, cancellation. */
package io.drover.job.control;
