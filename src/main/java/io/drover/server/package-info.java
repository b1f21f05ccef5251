/** Puts the rooms together, starts and stops them in order; health checks, metrics and the lines of the console. */
package io.drover.server;
