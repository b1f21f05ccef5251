/** The client of a running server's API: the same operations, asked for over HTTP. */
package io.drover.api.client;
