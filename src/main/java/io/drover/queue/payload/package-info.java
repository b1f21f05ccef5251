/** The content of messages on the disk. */
package io.drover.queue.payload;
