package io.drover.store.queue;

import io.drover.store.Store;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** Messages that have ended: found by age, and removed. Nothing here touches one that has not ended. */
public final class MessageHistory {
    private final Store store;

    public MessageHistory(Store store) {
        this.store = store;
    }

    /**
     * A message as clean-up sees it.
     *
     * @param activity null: of a data management action
     * @param sha256 of a payload that is kept; else null
     * @param changed when it ended, if it has
     */
    public record Candidate(
            long id, String activity, MessageStatus status, String sha256, Instant created, Instant changed) {}

    /** The database's clock, by which ages are told; rounded as what it is compared with. */
    public Instant now() {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT CAST(CURRENT_TIMESTAMP AS TIMESTAMP(3) WITH TIME ZONE)")
                .mapTo(Instant.class)
                .one());
    }

    /** Messages of all queues in the order of arrival, ended or not. */
    public List<Candidate> after(long id, int limit) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT id, activity, status, CASE WHEN payload_removed IS NULL THEN sha256 END AS sha256,"
                                + " created, changed FROM drover.message WHERE id > :id ORDER BY id LIMIT :limit")
                .bind("id", id)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Candidate.class))
                .list());
    }

    /** Notes that the payloads of these are no longer kept; those that have not ended, or began anew, keep theirs. */
    public int giveUpPayloads(Collection<Long> ids) {
        return ids.isEmpty()
                ? 0
                : store.jdbi().withHandle(handle -> handle.createUpdate(
                                "UPDATE drover.message SET payload_removed = CURRENT_TIMESTAMP WHERE id IN (<ids>)"
                                        + " AND open_queue IS NULL AND payload_removed IS NULL AND sha256 IS NOT NULL")
                        .bindList("ids", List.copyOf(ids))
                        .execute());
    }

    /** Removes these with all that they have been through; not those that have not ended, or began anew. */
    public int remove(Collection<Long> ids) {
        return ids.isEmpty() ? 0 : store.jdbi().inTransaction(handle -> remove(handle, ids));
    }

    private static int remove(Handle handle, Collection<Long> ids) {
        // Locks them against a retry
        List<Long> ended = handle.createQuery(
                        "SELECT id FROM drover.message WHERE id IN (<ids>) AND open_queue IS NULL ORDER BY id FOR UPDATE")
                .bindList("ids", List.copyOf(ids))
                .mapTo(Long.class)
                .list();
        if (ended.isEmpty()) {
            return 0;
        }
        handle.createUpdate("DELETE FROM drover.message_transition WHERE message IN (<ids>)")
                .bindList("ids", ended)
                .execute();
        return handle.createUpdate("DELETE FROM drover.message WHERE id IN (<ids>)")
                .bindList("ids", ended)
                .execute();
    }

    /** Which of these contents are the payload of a message that keeps it, or of a blob. */
    public Set<String> kept(Collection<String> sha256s) {
        if (sha256s.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(store.jdbi().withHandle(handle -> {
            Query query = handle.createQuery("SELECT sha256 FROM drover.message"
                    + " WHERE sha256 IN (<hashes>) AND payload_removed IS NULL"
                    + " UNION SELECT sha256 FROM drover.blob WHERE sha256 IN (<hashes>)"
                    + " UNION SELECT sha256 FROM drover.blob_block WHERE sha256 IN (<hashes>)");
            return query.bindList("hashes", List.copyOf(sha256s))
                    .mapTo(String.class)
                    .list();
        }));
    }
}
