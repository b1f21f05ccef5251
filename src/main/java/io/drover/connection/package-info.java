/** Every call to the outside over HTTP: one client with one trust, proxy, deadline, retry and cookie rule. */
package io.drover.connection;
