/** What was delivered and what ran: deliveries, executions, the tables they claim, and the one place where runs begin and end. */
package io.drover.store.ledger;
