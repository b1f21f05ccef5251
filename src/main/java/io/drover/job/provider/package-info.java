/** Opens the sources, destinations and rejects that jobs name. */
package io.drover.job.provider;
