/** Blobs as Azure's clients use them: URLs with a signature, blocks, ranges. */
package io.drover.connector.blob;
