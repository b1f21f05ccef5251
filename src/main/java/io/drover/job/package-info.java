/** Running a job on a delivery, exactly once: inboxes, the load, its commit and its history; the component job:. */
package io.drover.job;
