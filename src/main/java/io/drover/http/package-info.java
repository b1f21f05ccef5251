/** The embedded server: limits, time-outs, TLS, streamed uploads, error shapes, the place where tokens are checked. */
package io.drover.http;
