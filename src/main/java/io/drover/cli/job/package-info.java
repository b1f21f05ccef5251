/** Commands about jobs and their executions. */
package io.drover.cli.job;
