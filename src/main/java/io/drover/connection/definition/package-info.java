/** Connections as their files define them. */
package io.drover.connection.definition;
