/**
 * Bases of what stands before another reader, writer or destination: whatever a subclass does not do itself is done by the one behind it,
 * with every method of the interface, so that a new one reaches it too.
 */
package io.drover.provider.forward;
