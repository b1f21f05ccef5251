/** How long messages and payloads are kept: which are removed, and when. */
package io.drover.queue.retention;
