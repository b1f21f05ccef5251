package io.drover.queue.definition;

import io.drover.definition.Definitions;
import io.drover.definition.HeadedDefinition;
import io.drover.definition.schedule.Schedule;
import io.drover.definition.text.ClientId;
import io.drover.job.definition.OnError;
import io.drover.store.queue.Direction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A recurring job: a queue that is bound to a job.
 *
 * @param applications the authorization policy: {@link ClientId#canonical client ids}, and whether each is enabled
 */
public record RecurringJobDefinition(
        Head head,
        Transfer transfer,
        Map<String, Boolean> applications,
        Processing processing,
        Naming naming,
        Limits limits)
        implements HeadedDefinition {

    /**
     * Which one it is.
     *
     * @param id the activity id by which clients know it
     * @param description empty when there is none
     * @param enabled false: clients are refused and nothing is processed; what waits goes on waiting
     */
    public record Head(String name, UUID id, String description, boolean enabled, Path file)
            implements HeadedDefinition.Head {}

    /**
     * What goes which way.
     *
     * @param kind whether a message is one file or a data package
     * @param job name of the job, as the job's own file writes it
     * @param preventUploadWhenEmpty export: whether nothing is enqueued when there is no record
     */
    public record Transfer(Direction direction, PayloadKind kind, String job, boolean preventUploadWhenEmpty) {}

    /**
     * When and in what order.
     *
     * @param inOrder whether messages are processed strictly one at a time in the order of arrival (import of files)
     * @param onError for {@code inOrder}: whether a message that failed stops those behind it, or is passed over
     * @param recurrence when messages are processed, or the export runs; {@link Schedule#NEVER}: an import at once, an export
     *     only on demand
     * @param monitoring when the queue is looked at, and what it may come to; null: never
     */
    public record Processing(boolean inOrder, OnError onError, Schedule recurrence, Monitoring monitoring) {}

    /**
     * What the other side's names mean.
     *
     * @param company the legal entity; null: none
     * @param companyFromMessage whether the company of a message wins over {@code company}
     * @param companies the legal entities that messages may name besides, as they are written here; empty: any
     * @param entities names (labels) of entities that clients may send, and the job's source table that each is; empty: the
     *     names of the job's tables
     * @param entitySets names by which applications read tables by OData, and the job's source table that each is
     */
    public record Naming(
            String company,
            boolean companyFromMessage,
            List<String> companies,
            Map<String, String> entities,
            Map<String, String> entitySets) {
        public Naming {
            companies = List.copyOf(companies);
            entitySets = Collections.unmodifiableMap(new LinkedHashMap<>(entitySets));
            Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            byName.putAll(entities);
            entities = Collections.unmodifiableMap(byName);
        }

        /**
         * A legal entity in the one form in which it is kept and compared: as it is written here, else in upper case.
         *
         * @param named by a client, in any case
         * @return empty when it is none of those that are listed here, and counts
         */
        public Optional<String> legalEntity(String named) {
            return listed().stream().filter(named::equalsIgnoreCase).findFirst().or(() -> Optional.of(
                            named.toUpperCase(Locale.ROOT))
                    .filter(unlisted -> companies.isEmpty() || !companyFromMessage));
        }

        /** The legal entities that are written here. */
        public List<String> listed() {
            return Stream.concat(Stream.ofNullable(company), companies.stream())
                    .distinct()
                    .toList();
        }
    }

    /**
     * How long and how much.
     *
     * @param lease how long a dequeued message is its client's
     * @param payloadRetention how long a payload is kept once its message has ended
     * @param historyRetention how long a message is kept once it has ended
     * @param dedupWindow within which the newest message of an external id is sent again with the same content; zero: never
     * @param maxBytes the largest payload
     * @param maxAttempts export: after how many deliveries without an acknowledgement a message is set aside; import: after how
     *     many runs that broke off without a result
     */
    public record Limits(
            Duration lease,
            Duration payloadRetention,
            Duration historyRetention,
            Duration dedupWindow,
            long maxBytes,
            int maxAttempts) {}

    /** What a message holds. */
    public enum PayloadKind {
        FILE,
        PACKAGE
    }

    /**
     * How a queue is watched.
     *
     * @param maxDepth messages that may wait
     * @param maxAge how long the oldest may wait
     */
    public record Monitoring(Schedule schedule, int maxDepth, Duration maxAge) {}

    public RecurringJobDefinition {
        applications = Collections.unmodifiableMap(new LinkedHashMap<>(applications));
    }

    /** The recurring job that has an activity id. */
    public static Optional<RecurringJobDefinition> find(UUID activity, Definitions definitions) {
        return definitions.all(RecurringJobDefinition.class).values().stream()
                .filter(job -> job.id().equals(activity))
                .findFirst();
    }

    /** The same bound to the job of this name. */
    RecurringJobDefinition withJob(String job) {
        Transfer bound = new Transfer(transfer.direction, transfer.kind, job, transfer.preventUploadWhenEmpty);
        return new RecurringJobDefinition(head, bound, applications, processing, naming, limits);
    }

    /** The activity id as it is kept and compared: lower case, without braces. */
    public String activity() {
        return head.id.toString();
    }

    public UUID id() {
        return head.id;
    }

    public boolean enabled() {
        return head.enabled;
    }

    public Direction direction() {
        return transfer.direction;
    }

    public PayloadKind kind() {
        return transfer.kind;
    }

    /** Name of the job, as the job's own file writes it. */
    public String job() {
        return transfer.job;
    }
}
