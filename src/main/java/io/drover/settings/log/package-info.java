/** What is written to the log, how much of it, and that no secret is in it. */
package io.drover.settings.log;
