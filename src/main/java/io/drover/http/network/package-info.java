/** Connections, and the addresses that they come from. */
package io.drover.http.network;
