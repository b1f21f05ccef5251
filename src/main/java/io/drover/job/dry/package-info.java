/** A run up to its commit, shown and undone. */
package io.drover.job.dry;
