/** Puts the rooms together, starts them in order and stops them in reverse; health checks, metrics and the console's lines. */
package io.drover.server;
