/** Scheduled tasks: when they are due, their add-ins' routes, one run at a time; the component task:. */
package io.drover.task;
