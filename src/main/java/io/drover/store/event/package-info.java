/** What happened to tasks, who is to be told, and the outbox from which it is sent. */
package io.drover.store.event;
