package io.drover.store.application;

import io.drover.store.Store;
import java.time.Duration;
import java.util.List;

/** The public halves of the keys that the nodes of this database sign tokens with. */
public final class SigningKeyTable {
    private final Store store;

    public SigningKeyTable(Store store) {
        this.store = store;
    }

    /** Makes a key of this node known, unless it is. */
    public void publish(String kid, String jwk) {
        store.jdbi().useHandle(handle -> handle.createUpdate("INSERT INTO drover.signing_key (kid, node, jwk, created)"
                        + " SELECT :kid, :node, :jwk, CURRENT_TIMESTAMP"
                        + " WHERE NOT EXISTS (SELECT 1 FROM drover.signing_key WHERE kid = :kid)")
                .bind("kid", kid)
                .bind("node", store.node())
                .bind("jwk", jwk)
                .execute());
    }

    /** The keys that are younger than an age, as JSON web keys; newest first. */
    public List<String> youngerThan(Duration age) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT jwk FROM drover.signing_key WHERE created > "
                                + secondsAgo(age) + " ORDER BY created DESC")
                        .mapTo(String.class)
                        .list());
    }

    /** Whether a key is younger than an age. */
    public boolean isYoungerThan(String kid, Duration age) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM drover.signing_key WHERE kid = :kid AND created > "
                                        + secondsAgo(age))
                        .bind("kid", kid)
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    private static String secondsAgo(Duration age) {
        return "CURRENT_TIMESTAMP - INTERVAL '" + age.toSeconds() + "' SECOND";
    }
}
