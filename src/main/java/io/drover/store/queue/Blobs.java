package io.drover.store.queue;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The blobs, their blocks and the key that their URLs are signed with; the content lies in the payload store. Thread-safe. */
public final class Blobs {
    private static final String COLUMNS = "name, file, application, sha256, size, created, changed";

    private final Store store;

    public Blobs(Store store) {
        this.store = store;
    }

    /**
     * Makes a blob, if there is none of that name yet.
     *
     * @param sha256 of its content, or null when a client is to write it
     */
    public void create(String name, String file, String application, String sha256, Long bytes) {
        unlessThere(handle -> handle.createUpdate(
                        "INSERT INTO drover.blob (name, file, application, sha256, size, created, changed) VALUES (:name,"
                                + " :file, :application, :sha256, :size, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)")
                .bind("name", name)
                .bind("file", file)
                .bind("application", application)
                .bind("sha256", sha256)
                .bind("size", bytes)
                .execute());
    }

    public Optional<Blob> find(String name) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT " + COLUMNS + " FROM drover.blob WHERE name = :name")
                        .bind("name", name)
                        .map(ConstructorMapper.of(Blob.class))
                        .findOne());
    }

    /** Notes that a blob was written as a whole; blocks that waited are given up. */
    public Blob write(String name, String sha256, long bytes) {
        return store.jdbi().inTransaction(handle -> write(handle, name, sha256, bytes, List.of()));
    }

    /** Notes that a blob was made of these blocks; others are given up. */
    public Blob commit(String name, List<Blob.Block> blocks, String sha256, long bytes) {
        return store.jdbi().inTransaction(handle -> write(handle, name, sha256, bytes, blocks));
    }

    private static Blob write(Handle handle, String name, String sha256, long bytes, List<Blob.Block> blocks) {
        handle.createUpdate("UPDATE drover.blob SET sha256 = :sha256, size = :size, changed = CURRENT_TIMESTAMP"
                        + " WHERE name = :name")
                .bind("name", name)
                .bind("sha256", sha256)
                .bind("size", bytes)
                .execute();
        handle.execute("DELETE FROM drover.blob_block WHERE blob = ?", name);
        blocks.stream().distinct().forEach(block -> insert(handle, name, block.id(), true, block));
        return handle.createQuery("SELECT " + COLUMNS + " FROM drover.blob WHERE name = :name")
                .bind("name", name)
                .map(ConstructorMapper.of(Blob.class))
                .one();
    }

    /** Notes a block that waits for the list of blocks; it replaces one of the same id that waits. */
    public void putBlock(String name, Blob.Block block) {
        store.jdbi().useTransaction(handle -> {
            handle.execute(
                    "DELETE FROM drover.blob_block WHERE blob = ? AND id = ? AND NOT committed", name, block.id());
            insert(handle, name, block.id(), false, block);
            handle.execute("UPDATE drover.blob SET changed = CURRENT_TIMESTAMP WHERE name = ?", name);
        });
    }

    private static void insert(Handle handle, String name, String id, boolean committed, Blob.Block block) {
        handle.createUpdate("INSERT INTO drover.blob_block (blob, id, committed, sha256, size)"
                        + " VALUES (:blob, :id, :committed, :sha256, :size)")
                .bind("blob", name)
                .bind("id", id)
                .bind("committed", committed)
                .bind("sha256", block.sha256())
                .bind("size", block.bytes())
                .execute();
    }

    /** The blocks of a blob: those that are it, and those that wait for the list of blocks. */
    public List<Blob.Block> blocks(String name) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT id, committed, sha256, size FROM drover.blob_block WHERE blob = :blob")
                .bind("blob", name)
                .map(ConstructorMapper.of(Blob.Block.class))
                .list());
    }

    /**
     * Forgets blobs; the sweep of the payload store then finds that nothing needs their content.
     *
     * @param unfinished how long one may wait to be written, and a block for the list of blocks
     * @param kept how long one is kept that is written
     * @return how many
     */
    public int sweep(Duration unfinished, Duration kept) {
        return store.jdbi().inTransaction(handle -> {
            handle.execute("DELETE FROM drover.blob_block WHERE NOT committed AND blob IN"
                    + " (SELECT name FROM drover.blob WHERE changed < " + before(unfinished) + ")");
            return handle.execute("DELETE FROM drover.blob WHERE (sha256 IS NULL AND changed < " + before(unfinished)
                    + ") OR changed < " + before(kept));
        });
    }

    private static String before(Duration age) {
        return "CURRENT_TIMESTAMP - INTERVAL '" + age.toSeconds() + "' SECOND";
    }

    /**
     * The key of this installation.
     *
     * @param made the key to be kept when there is none yet
     */
    public String key(String made) {
        Optional<String> kept = key();
        if (kept.isPresent()) {
            return kept.get();
        }
        unlessThere(handle -> handle.execute("INSERT INTO drover.blob_key (id, secret) VALUES (1, ?)", made));
        return key().orElseThrow();
    }

    private Optional<String> key() {
        return store.jdbi().withHandle(handle -> handle.createQuery("SELECT secret FROM drover.blob_key")
                .mapTo(String.class)
                .findOne());
    }

    /** Another node, or another request, may have been first. */
    private void unlessThere(Consumer<Handle> insert) {
        try {
            store.jdbi().useHandle(insert::accept);
        } catch (UnableToExecuteStatementException e) {
            if (!SqlErrors.isDuplicateKey(e)) {
                throw e;
            }
        }
    }
}
