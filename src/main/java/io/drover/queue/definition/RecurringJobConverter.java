package io.drover.queue.definition;

import io.drover.definition.problem.Problems;
import io.drover.definition.schedule.Schedule;
import io.drover.definition.schedule.ScheduleConverter;
import io.drover.definition.text.Amounts;
import io.drover.definition.text.ClientId;
import io.drover.job.definition.OnError;
import io.drover.queue.definition.RecurringJobDefinition.Head;
import io.drover.queue.definition.RecurringJobDefinition.Limits;
import io.drover.queue.definition.RecurringJobDefinition.Monitoring;
import io.drover.queue.definition.RecurringJobDefinition.Naming;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.queue.definition.RecurringJobDefinition.Processing;
import io.drover.queue.definition.RecurringJobDefinition.Transfer;
import io.drover.store.queue.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** From a recurring job's beans to its record, with the checks that a schema cannot make. */
final class RecurringJobConverter {
    private final RecurringJobXml xml;
    private final Problems problems;

    private RecurringJobConverter(RecurringJobXml xml, Problems problems) {
        this.xml = xml;
        this.problems = problems;
    }

    /** The recurring job on its own: its job is neither looked up nor checked. */
    static RecurringJobDefinition convert(RecurringJobXml xml, Problems problems) {
        return new RecurringJobConverter(xml, problems).recurringJob();
    }

    private RecurringJobDefinition recurringJob() {
        Direction direction = Direction.valueOf(constant(xml.direction));
        PayloadKind kind = PayloadKind.valueOf(constant(xml.kind));
        checkAttributes(direction, kind);
        RecurringJobXml.Limits limits = xml.limits == null ? new RecurringJobXml.Limits() : xml.limits;
        Duration payloads = Amounts.duration(limits.payloadRetention);
        Duration history = Amounts.duration(limits.historyRetention);
        if (history.compareTo(payloads) < 0) {
            problems.add(
                    limits.line,
                    "historyRetention=\"%s\" is shorter than payloadRetention=\"%s\": a message cannot go before its payload"
                            .formatted(limits.historyRetention, limits.payloadRetention));
        }
        return new RecurringJobDefinition(
                new Head(
                        xml.name,
                        id(),
                        xml.description == null ? "" : xml.description.strip(),
                        xml.enabled,
                        problems.file()),
                new Transfer(direction, kind, xml.job.text, xml.preventUploadWhenEmpty),
                applications(),
                new Processing(
                        xml.inOrder,
                        OnError.valueOf(constant(xml.onError)),
                        xml.recurrence == null ? Schedule.NEVER : recurrence(direction),
                        xml.monitoring == null ? null : monitoring()),
                new Naming(
                        xml.company == null ? null : xml.company.id,
                        xml.company == null || xml.company.fromMessage,
                        companies(),
                        entities(),
                        entitySets()),
                new Limits(
                        Amounts.duration(limits.lease),
                        payloads,
                        history,
                        limits.dedupWindow.equals("none") ? Duration.ZERO : Amounts.duration(limits.dedupWindow),
                        Amounts.bytes(limits.maxSize),
                        limits.maxAttempts));
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private UUID id() {
        UUID id = UUID.fromString(xml.id.replace("{", "").replace("}", ""));
        if (id.equals(new UUID(0, 0))) {
            problems.add(
                    xml.line,
                    "id=\"%s\" is wrong: clients use the GUID of zeros to try a connection; drover recurring-job new makes one"
                            .formatted(xml.id));
        }
        return id;
    }

    private void checkAttributes(Direction direction, PayloadKind kind) {
        if (xml.inOrder && (direction == Direction.EXPORT || kind == PayloadKind.PACKAGE)) {
            problems.add(
                    xml.line,
                    "inOrder=\"true\" is for the import of files: this is %s; remove it"
                            .formatted(direction == Direction.EXPORT ? "an export" : "an import of data packages"));
        }
        if (xml.preventUploadWhenEmpty && direction == Direction.IMPORT) {
            problems.add(xml.line, "preventUploadWhenEmpty=\"true\" is for exports: this is an import; remove it");
        }
    }

    private Schedule recurrence(Direction direction) {
        return ScheduleConverter.convert(
                xml.recurrence,
                direction == Direction.IMPORT
                        ? "<recurrence> needs <interval> or <cron>; leave <recurrence> out when each message is to be processed at once"
                        : "<recurrence> needs <interval> or <cron>; leave <recurrence> out when it is to run only on demand",
                problems);
    }

    private Monitoring monitoring() {
        Schedule schedule = ScheduleConverter.convert(
                xml.monitoring,
                "<monitoring> needs <interval> or <cron>; leave <monitoring> out when nobody is to be alerted",
                problems);
        return new Monitoring(schedule, xml.monitoring.maxDepth, Amounts.duration(xml.monitoring.maxAge));
    }

    private Map<String, Boolean> applications() {
        Map<String, Boolean> applications = new LinkedHashMap<>();
        if (xml.authorizationPolicy != null) {
            for (RecurringJobXml.Application application : xml.authorizationPolicy.applications) {
                String id = ClientId.canonical(application.id);
                if (applications.putIfAbsent(id, application.enabled) != null) {
                    problems.add(
                            application.line,
                            "the application \"%s\" is there twice; keep one".formatted(application.id));
                }
            }
        }
        return applications;
    }

    private List<String> companies() {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<String> companies = new ArrayList<>();
        List<RecurringJobXml.LegalEntity> listed = xml.company == null ? List.of() : xml.company.legalEntities;
        for (RecurringJobXml.LegalEntity each : listed) {
            companies.add(each.id);
            if (!seen.add(each.id)) {
                problems.add(
                        each.line,
                        "the legal entity \"%s\" is there twice; case does not matter, keep one".formatted(each.id));
            }
        }
        if (!companies.isEmpty() && !xml.company.fromMessage) {
            problems.add(
                    xml.company.line,
                    "<legalEntity> says which companies messages may name, and with fromMessage=\"false\" none counts: remove one of them");
        }
        return companies;
    }

    private Map<String, String> entitySets() {
        Map<String, String> sets = new LinkedHashMap<>();
        for (RecurringJobXml.NamedEntity entity : xml.entities) {
            if (entity.entitySet != null && sets.putIfAbsent(entity.entitySet, entity.table) != null) {
                problems.add(entity.line, "the entity set \"%s\" is there twice; keep one".formatted(entity.entitySet));
            }
        }
        return sets;
    }

    private Map<String, String> entities() {
        Map<String, String> entities = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (RecurringJobXml.NamedEntity entity : xml.entities) {
            if (entities.putIfAbsent(entity.name, entity.table) != null) {
                problems.add(entity.line, "the entity \"%s\" is there twice; keep one".formatted(entity.name));
            }
        }
        return entities;
    }
}
