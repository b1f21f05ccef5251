package io.drover.store;

import java.time.Duration;

/**
 * The limit of transactions on Drover's own tables in PostgreSQL: the server undoes one in which nothing comes from here for so
 * long. What a suspended process has locked would else stay locked, and nobody could take over what it ran. Loads have no such
 * limit, for their sources may be slow. None of it costs a way to the server of its own: connections have the limit from their
 * beginning, and transactions of loads put it off, or on, with a statement that they send anyway.
 */
final class BriefTransactions {
    /** A process that is only slow keeps its transaction, however short a lease is. */
    private static final Duration LEAST = Duration.ofSeconds(5);

    private BriefTransactions() {}

    /** SQL that sets the limit of a session. */
    static String ofSession(Duration lease) {
        return "SET " + limit(lease);
    }

    /** SQL that sets the limit for the rest of a transaction. */
    static String restOfTransaction(Duration lease) {
        return "SET LOCAL " + limit(lease);
    }

    private static String limit(Duration lease) {
        return "idle_in_transaction_session_timeout = " + Math.max(lease.toMillis(), LEAST.toMillis());
    }
}
