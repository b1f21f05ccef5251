/** What the settings say of the way to other servers: proxies, client certificates, private authorities. */
package io.drover.connection.remote;
