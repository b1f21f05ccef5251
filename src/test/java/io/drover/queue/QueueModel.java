package io.drover.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a queue has to be after some operations: told by the promises, and as simple as they are. */
final class QueueModel {
    static final long LEASE = 30;
    static final long DEDUP_WINDOW = 10;
    static final int MAX_ATTEMPTS = 3;
    private static final long PAYLOAD_DAYS = 7;
    private static final long HISTORY_DAYS = 90;

    /** Minutes since the beginning. */
    long now;

    final Map<String, Entry> byUid = new LinkedHashMap<>();

    /** Where a message stands. */
    enum State {
        WAITING,
        LEASED,
        ACKED,
        ASIDE,
        CANCELLED
    }

    /** A message. */
    static final class Entry {
        final String uid;
        final String content;
        final String externalId;
        final String key;
        final long created;
        final List<String> receipts = new ArrayList<>();
        State state = State.WAITING;
        long changed;
        long leaseUntil;
        int attempts;
        boolean payload = true;

        Entry(String uid, String content, String externalId, String key, long created) {
            this.uid = uid;
            this.content = content;
            this.externalId = externalId;
            this.key = key;
            this.created = created;
            this.changed = created;
        }

        boolean ended() {
            return state != State.WAITING && state != State.LEASED;
        }

        Optional<String> receipt() {
            return receipts.isEmpty() ? Optional.empty() : Optional.of(receipts.get(receipts.size() - 1));
        }
    }

    /** The message that an enqueue is a repetition of. */
    Optional<Entry> known(String content, String externalId, String key) {
        return key != null
                ? byUid.values().stream().filter(entry -> key.equals(entry.key)).findFirst()
                : byUid.values().stream()
                        .filter(entry -> externalId.equals(entry.externalId))
                        .reduce((older, newer) -> newer)
                        .filter(newest -> newest.content.equals(content)
                                && newest.state != State.ASIDE
                                && newest.state != State.CANCELLED
                                && now - newest.created < DEDUP_WINDOW);
    }

    List<Entry> expired() {
        return byUid.values().stream()
                .filter(entry -> entry.state == State.LEASED && entry.leaseUntil <= now)
                .toList();
    }

    Optional<Entry> oldestWaiting() {
        return byUid.values().stream()
                .filter(entry -> entry.state == State.WAITING)
                .findFirst();
    }

    void lease(Entry entry, String receipt) {
        entry.state = State.LEASED;
        entry.receipts.add(receipt);
        entry.attempts++;
        entry.leaseUntil = now + LEASE;
    }

    void end(Entry entry, State state) {
        entry.state = state;
        entry.changed = now;
    }

    void retry(Entry entry) {
        entry.state = State.WAITING;
        entry.attempts = 0;
        entry.receipts.clear();
    }

    void sweep() {
        byUid.values().removeIf(entry -> entry.ended() && isOlder(entry, HISTORY_DAYS));
        byUid.values().stream()
                .filter(entry -> entry.ended() && isOlder(entry, PAYLOAD_DAYS))
                .forEach(entry -> entry.payload = false);
    }

    private boolean isOlder(Entry entry, long days) {
        return now - entry.changed > Duration.ofDays(days).toMinutes();
    }

    boolean keepsPayload(String content) {
        return byUid.values().stream().anyMatch(entry -> entry.payload && entry.content.equals(content));
    }

    List<Entry> inState(State... states) {
        return byUid.values().stream()
                .filter(entry -> List.of(states).contains(entry.state))
                .sorted(Comparator.comparing(entry -> entry.uid))
                .toList();
    }
}
