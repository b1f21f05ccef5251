/** What requests to web services are wrapped in, and their answers taken out of, as streams. */
package io.drover.connection.envelope;
