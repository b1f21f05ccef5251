package io.drover.queue.definition;

import io.drover.job.definition.JobDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.store.queue.Direction;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** The file of a new recurring job, with a comment wherever a person should look. */
public final class RecurringJobText {
    private static final Pattern PLAIN = Pattern.compile("\\w+");

    private RecurringJobText() {}

    /**
     * The text of the file; what is wrong with its parts, reading it tells.
     *
     * @param job as the job's own file writes its name; a mapping of it serves as an example
     * @param applications client ids of those that may use it
     */
    public static String of(
            String name, UUID id, JobDefinition job, Direction direction, PayloadKind kind, List<String> applications) {
        StringBuilder text = new StringBuilder();
        text.append(
                "<!-- The id is the activity id: clients name it in /api/connector/%s/ID. Keep it: they know it. -->\n"
                        .formatted(direction == Direction.IMPORT ? "enqueue" : "dequeue"));
        text.append("<recurringJob name=\"%s\" id=\"%s\" direction=\"%s\" kind=\"%s\">\n"
                .formatted(escaped(name), id, lower(direction), lower(kind)));
        text.append("    <job>%s</job>\n".formatted(escaped(job.name())));
        text.append("    <!-- Who may use it. Each must also be known to Drover: drover app list. -->\n");
        text.append("    <authorizationPolicy>\n");
        applications.forEach(application ->
                text.append("        <application id=\"%s\" enabled=\"true\"/>\n".formatted(escaped(application))));
        text.append("    </authorizationPolicy>\n");
        text.append(direction == Direction.IMPORT ? importing(job, kind) : exporting());
        text.append(COMMON);
        return text.append("</recurringJob>\n").toString();
    }

    private static final String COMMON =
            """
                <!-- An alert when more than this waits, or has waited for longer; and the limits as they are when left out.
                <monitoring maxDepth="1000" maxAge="1 hour">
                    <interval>15 minutes</interval>
                </monitoring>
                <limits lease="30 minutes" payloadRetention="7 days" historyRetention="90 days" maxSize="1 GB"/> -->
            """;

    private static String importing(JobDefinition job, PayloadKind kind) {
        return """
                <!-- What clients call a table of the job (entity=Customer groups); without any, entities are its source tables.
                <entity name="Customer groups" table="%s"/>
                <company id="USMF" fromMessage="true"/> -->
                <!-- Each message is processed at once%s. To collect them:
                <recurrence>
                    <interval>5 minutes</interval>
                </recurrence> -->
            """
                .formatted(
                        exampleTable(job),
                        kind == PayloadKind.FILE
                                ? ", several at a time; inOrder=\"true\" above makes it one after another"
                                : "");
    }

    private static String exporting() {
        return """
                <!-- How often the job runs and its file is put out for clients; preventUploadWhenEmpty="true" above: not
                     when there is no record. -->
                <recurrence>
                    <interval>hourly</interval>
                </recurrence>
            """;
    }

    private static String exampleTable(JobDefinition job) {
        return job.mappings().stream()
                .map(MappingDefinition::sourceTable)
                .filter(table -> PLAIN.matcher(table).matches())
                .findFirst()
                .orElse("CUSTCUSTOMERGROUPENTITY");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
