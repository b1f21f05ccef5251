package io.drover.store.ledger;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The ledger's side of what lies aside, taken out of an inbox: until it lies in its inbox again, or is filed away. */
public final class InboxLedger {
    private final Store store;

    public InboxLedger(Store store) {
        this.store = store;
    }

    /**
     * A delivery that lies aside.
     *
     * @param held whether a node that lives has it, to load it or to file it away
     */
    public record HeldDelivery(Delivery delivery, boolean held) {}

    /** Whether a file of this name lies aside, on whatever node: it may be this delivery, which is known when it has been hashed. */
    public boolean isAside(Delivery delivery) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM drover.delivery WHERE job = :job"
                                        + " AND file = :file AND aside IS NOT NULL AND open_file IS NOT NULL")
                                .bindMethods(delivery)
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    /** Notes that the files of deliveries have left the inbox. */
    public void moved(List<Delivery> deliveries) {
        store.inEarlyTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("UPDATE drover.delivery SET open_file = NULL WHERE id = ?");
            deliveries.forEach(delivery -> batch.add(delivery.id()));
            return batch.execute();
        });
    }

    /** Notes that a file lies in its inbox again. One whose content is not known yet is forgotten: nothing was done with it. */
    public void back(Delivery delivery) {
        try {
            store.jdbi().useTransaction(handle -> {
                if (InboxClaims.delete(handle, delivery) == 0) {
                    handle.createUpdate("UPDATE drover.delivery SET aside = NULL,"
                                    + " open_file = CASE WHEN sha256 = :unknown THEN NULL ELSE job || '/' || file || '/' || sha256 END,"
                                    + " state = CASE WHEN sha256 = :unknown THEN 'Gone' WHEN state = 'Running' THEN 'Waiting' ELSE state END,"
                                    + " running_job = NULL WHERE id = :id AND version = :version AND aside = :aside")
                            .bindMethods(delivery)
                            .bind("aside", delivery.place().aside())
                            .bind("unknown", InboxClaims.UNKNOWN)
                            .execute();
                }
            });
        } catch (UnableToExecuteStatementException e) {
            if (!SqlErrors.isDuplicateKey(e)) {
                throw e;
            }
            new Deliveries(store).gone(delivery); // the same content is entered under this name: that entry is it
        }
    }

    /**
     * Lets this node put back or file away what another left aside: of several nodes that find it, one does.
     *
     * @return the delivery; empty when another node has it now
     */
    public Optional<Delivery> hold(Delivery delivery) {
        return store.jdbi().inTransaction(handle -> {
            int held = handle.createUpdate("UPDATE drover.delivery SET node = :node, lease_until = "
                            + store.leases().end()
                            + ", version = version + 1 WHERE id = :id AND version = :version AND state = :state")
                    .bind("node", store.node())
                    .bindMethods(delivery)
                    .execute();
            return held == 0 ? Optional.empty() : Deliveries.find(handle, delivery.id());
        });
    }

    /**
     * Whose a file is that lies aside; empty when the ledger knows nothing of it.
     *
     * @param aside the name of its folder
     */
    public Optional<HeldDelivery> find(String job, String aside) {
        Claims.releaseExpired(store);
        return store.jdbi().withHandle(handle -> handle
                .createQuery(
                        "SELECT id, CASE WHEN lease_until >= CURRENT_TIMESTAMP AND (state = 'Running' OR node <> :node)"
                                + " THEN 1 ELSE 0 END AS held FROM drover.delivery WHERE job = :job AND aside = :aside"
                                + " ORDER BY id DESC")
                .bind("node", store.node())
                .bind("job", job)
                .bind("aside", aside)
                .map((row, context) -> new HeldDelivery(
                        Deliveries.find(handle, row.getLong("id")).orElseThrow(), row.getInt("held") == 1))
                .list()
                .stream()
                .reduce((newer, older) -> newer.held() ? newer : older));
    }
}
