/** Messages: their entry, their changes and hand-outs, their history, in H2 and PostgreSQL; and blobs. */
package io.drover.store.queue;
