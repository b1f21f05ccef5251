/** Commands about scheduled tasks, add-ins and remote systems. */
package io.drover.cli.task;
