/** Drover's own tables: the ledger, the history, the runs of tasks; and the databases that jobs load. */
package io.drover.store;
