package io.drover.store.event;

import io.drover.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * What is to be sent. A node claims a row before it sends it and notes afterwards what became of it; all times are the
 * database's.
 */
public final class NotificationOutbox {
    /** After so long another attempt begins, whatever became of the node that began the one before. */
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private static final String COLUMNS =
            "SELECT id, uid, event, task, channel, kind, held_back, state, attempts, reason, created"
                    + " FROM drover.notification ";

    /** The column has milliseconds, and a database may round up to the next one: what is due now must not wait for it. */
    private static final String NOW = "CURRENT_TIMESTAMP + INTERVAL '0.001' SECOND";

    private final Store store;

    public NotificationOutbox(Store store) {
        this.store = store;
    }

    /** Gives back what an earlier life of this node was sending. */
    public void releaseOwn() {
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE drover.notification SET node = NULL, next_attempt = CURRENT_TIMESTAMP"
                                + " WHERE node = ? AND state = 'Waiting'",
                        store.node()));
    }

    /** Whose notifications go one way: what is due for a task over a channel. */
    public record Line(String task, Notification.Channel channel) {}

    /** The lines on which something is due; the one that waits longest first. */
    public List<Line> due() {
        return store.jdbi().withHandle(handle -> handle.createQuery("SELECT task, channel FROM drover.notification"
                        + " WHERE state = 'Waiting' AND next_attempt <= " + NOW
                        + " GROUP BY task, channel ORDER BY MIN(next_attempt), MIN(id)")
                .map(ConstructorMapper.of(Line.class))
                .list());
    }

    /** Claims what is due for one, the oldest first: it is this node's to send. */
    public List<Notification> claim(Line line, int limit) {
        List<Long> due = store.jdbi().withHandle(handle -> handle.createQuery("SELECT id FROM drover.notification"
                        + " WHERE task = :task AND channel = :channel AND state = 'Waiting' AND next_attempt <= " + NOW
                        + " ORDER BY next_attempt, id LIMIT :limit")
                .bind("task", line.task())
                .bind("channel", line.channel())
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
        return due.stream().filter(this::claimOne).map(this::get).toList();
    }

    private boolean claimOne(long id) {
        return store.jdbi()
                        .withHandle(handle -> handle.execute(
                                "UPDATE drover.notification SET attempts = attempts + 1, node = ?, next_attempt = "
                                        + in(CLAIM)
                                        + " WHERE id = ? AND state = 'Waiting' AND next_attempt <= "
                                        + NOW,
                                store.node(),
                                id))
                == 1;
    }

    private Notification get(long id) {
        return store.jdbi().withHandle(handle -> handle.createQuery(COLUMNS + "WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Notification.class))
                .one());
    }

    /**
     * It was sent.
     *
     * @param reason what was wrong nevertheless, or null
     */
    public void sent(Notification claimed, String reason) {
        end(claimed, Notification.State.Sent, reason);
    }

    /** It could not be sent, and is not tried again. */
    public void giveUp(Notification claimed, String reason) {
        end(claimed, Notification.State.GivenUp, reason);
    }

    private void end(Notification claimed, Notification.State state, String reason) {
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE drover.notification SET state = ?, reason = ?, node = NULL, next_attempt = NULL,"
                                + " ended = CURRENT_TIMESTAMP WHERE id = ? AND attempts = ? AND state = 'Waiting'",
                        state,
                        reason,
                        claimed.id(),
                        claimed.sending().attempts()));
    }

    /** Who is still to get a mail that others have got; empty for all whom the task names. */
    public Optional<String> recipients(Notification claimed) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT recipients FROM drover.notification WHERE id = :id AND recipients IS NOT NULL")
                .bind("id", claimed.id())
                .mapTo(String.class)
                .findOne());
    }

    /** Some have got it: the next attempt is for these. */
    public void recipients(Notification claimed, String left) {
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE drover.notification SET recipients = ? WHERE id = ?", left, claimed.id()));
    }

    /** It could not be sent, and is tried again after a while. */
    public void postpone(Notification claimed, String reason, Duration pause) {
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE drover.notification SET reason = ?, node = NULL, next_attempt = " + in(pause)
                                + " WHERE id = ? AND attempts = ? AND state = 'Waiting'",
                        reason,
                        claimed.id(),
                        claimed.sending().attempts()));
    }

    /** The attempt did not come about: it does not count. */
    public void giveBack(Notification claimed) {
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE drover.notification SET attempts = attempts - 1, node = NULL,"
                                + " next_attempt = CURRENT_TIMESTAMP WHERE id = ? AND attempts = ? AND state = 'Waiting'",
                        claimed.id(),
                        claimed.sending().attempts()));
    }

    /** Notes that an address wants nothing any more. */
    public void gone(Notification claimed, String address) {
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE drover.notification_state SET gone = ? WHERE task = ? AND channel = ?",
                        address,
                        claimed.about().task(),
                        claimed.about().channel()));
    }

    /** What could not be sent so far, or was given up in the last days; the newest first. */
    public List<Notification> troubles(int limit) {
        return store.jdbi().withHandle(handle -> handle.createQuery(COLUMNS
                        + "WHERE reason IS NOT NULL AND (state = 'Waiting' OR (state = 'GivenUp' AND ended > "
                        + in(Duration.ofDays(-7)) + ")) ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map(ConstructorMapper.of(Notification.class))
                .list());
    }

    /** Removes what ended longer ago. */
    public void cleanUp(Duration kept) {
        store.jdbi().useTransaction(handle -> {
            handle.execute("DELETE FROM drover.notification WHERE ended < " + in(kept.negated()));
            handle.execute("DELETE FROM drover.task_event WHERE open_task IS NULL AND occurred < " + in(kept.negated())
                    + " AND NOT EXISTS (SELECT 1 FROM drover.notification n WHERE n.event = task_event.id)");
        });
    }

    private static String in(Duration time) {
        return "CURRENT_TIMESTAMP + INTERVAL '" + time.toSeconds() + "' SECOND";
    }
}
