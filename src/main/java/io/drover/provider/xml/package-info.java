/** Reads deliveries of tables XML as a stream, and writes rejected records back in the same form. */
package io.drover.provider.xml;
