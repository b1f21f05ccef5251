/** Runs of scheduled tasks: what is due, what runs, how far it has read, and what is watched. */
package io.drover.store.task;
