/** What the log says of routes: what they log, and which step has failed. */
package io.drover.deploy.log;
