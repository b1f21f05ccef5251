/** Runs whose files are handed to somebody at once. */
package io.drover.job.export;
