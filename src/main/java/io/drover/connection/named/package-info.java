/** Connections by their names, ready for calls: address, credentials, limits and retries of the other side. */
package io.drover.connection.named;
