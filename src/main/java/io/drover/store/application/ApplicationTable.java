package io.drover.store.application;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The applications that may ask for something, and the hashes of their secrets. All times are the database's. */
public final class ApplicationTable {
    private static final String SELECT =
            "SELECT client_id, name, issuer, roles, enabled, created, (SELECT COUNT(*) FROM"
                    + " drover.application_secret s WHERE s.client_id = a.client_id) AS secrets FROM drover.application a";

    private final Store store;

    public ApplicationTable(Store store) {
        this.store = store;
    }

    /**
     * Adds an application.
     *
     * @param secretHash null: without a secret
     * @return false when there is one of this client id or name already
     */
    public boolean add(String clientId, String name, String issuer, String roles, String secretHash) {
        try {
            store.jdbi().useTransaction(handle -> {
                handle.execute(
                        "INSERT INTO drover.application (client_id, name, issuer, roles, enabled, created)"
                                + " VALUES (?, ?, ?, ?, TRUE, CURRENT_TIMESTAMP)",
                        clientId,
                        name,
                        issuer,
                        roles);
                if (secretHash != null) {
                    addSecret(handle, clientId, secretHash);
                }
            });
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (SqlErrors.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    public Optional<ApplicationRow> find(String clientId) {
        return one(" WHERE client_id = :value", clientId);
    }

    public Optional<ApplicationRow> findByName(String name) {
        return one(" WHERE name = :value", name);
    }

    private Optional<ApplicationRow> one(String where, String value) {
        return store.jdbi()
                .withHandle(handle -> rows(handle.createQuery(SELECT + where).bind("value", value)).stream()
                        .findFirst());
    }

    /** All, by name. */
    public List<ApplicationRow> list() {
        return store.jdbi().withHandle(handle -> rows(handle.createQuery(SELECT + " ORDER BY name")));
    }

    private static List<ApplicationRow> rows(Query query) {
        return query.map(ConstructorMapper.of(ApplicationRow.class)).list();
    }

    /** Enables or disables an application, if it is there. */
    public void setEnabled(String clientId, boolean enabled) {
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE drover.application SET enabled = ? WHERE client_id = ?", enabled, clientId));
    }

    /**
     * Says whose tokens are an application's.
     *
     * @param keepSecrets false: the secrets that it has here end
     */
    public void setIssuer(String clientId, String issuer, boolean keepSecrets) {
        store.jdbi().useTransaction(handle -> {
            handle.execute("UPDATE drover.application SET issuer = ? WHERE client_id = ?", issuer, clientId);
            if (!keepSecrets) {
                handle.execute("DELETE FROM drover.application_secret WHERE client_id = ?", clientId);
            }
        });
    }

    /** Says whose tokens those are of whom nobody has said it. */
    public void setMissingIssuers(String issuer) {
        store.jdbi()
                .useHandle(
                        handle -> handle.execute("UPDATE drover.application SET issuer = ? WHERE issuer = ''", issuer));
    }

    /** Removes an application and its secrets. */
    public void remove(String clientId) {
        store.jdbi()
                .useHandle(handle -> handle.execute("DELETE FROM drover.application WHERE client_id = ?", clientId));
    }

    /** The hashes of an application's secrets, newest first. */
    public List<String> secretHashes(String clientId) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT hash FROM drover.application_secret WHERE client_id = :clientId ORDER BY id DESC")
                .bind("clientId", clientId)
                .mapTo(String.class)
                .list());
    }

    /**
     * Adds a secret.
     *
     * @param keep how many of the newest stay valid; the older ones are removed
     */
    public void addSecret(String clientId, String hash, int keep) {
        store.jdbi().useTransaction(handle -> {
            addSecret(handle, clientId, hash);
            handle.execute(
                    "DELETE FROM drover.application_secret WHERE client_id = ? AND id NOT IN (SELECT id FROM"
                            + " drover.application_secret WHERE client_id = ? ORDER BY id DESC LIMIT ?)",
                    clientId,
                    clientId,
                    keep);
        });
    }

    private static void addSecret(Handle handle, String clientId, String hash) {
        handle.execute(
                "INSERT INTO drover.application_secret (client_id, hash, created) VALUES (?, ?, CURRENT_TIMESTAMP)",
                clientId,
                hash);
    }
}
