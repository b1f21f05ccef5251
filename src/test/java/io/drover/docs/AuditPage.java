package io.drover.docs;

import io.drover.security.audit.AuditEvent;
import io.drover.security.audit.AuditField;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** audit.md from the events that there are. */
final class AuditPage {
    private AuditPage() {}

    static String text() {
        Markdown page = new Markdown("Audit log", "io.drover.security.audit.AuditEvent");
        page.paragraph(
                """
                Who did what, on what, from where, and what came of it: a line each of the logger `io.drover.audit`, on the console
                and in `data/log/drover.log`. A line is the name of the event and its fields as `field=value`, in this order. A value
                stands in quotes unless it has letters, digits and `._:/@+*,-` only, and `-` is an empty one; quotes in it, control
                characters and those that change the direction of writing are `\\u0022` and the like, and what is longer than 500
                characters is cut. So no value from outside looks like another line or field.""");
        page.paragraph(
                """
                `operation` and `outcome` are written of every request to Drover's own API that is not GET, HEAD or OPTIONS, and of a download of a
                message's payload, those of
                commands that ask a server among them, except for what has a record of its own: messages that the connector API
                takes and gives, blobs, and actions of data management that import, export or ask (the history of messages says which
                application), tokens, and passwords of users. Commands while no server runs are entered for applications only:
                whoever can start them there can read and write the installation's files.""");
        page.heading("Events");
        page.table(
                List.of("event", "fields", "when"),
                Arrays.stream(AuditEvent.values())
                        .map(event -> List.of(
                                Markdown.code(event.toString()),
                                event.fields().stream()
                                        .map(field -> Markdown.code(field.toString()))
                                        .collect(Collectors.joining(", ")),
                                event.meaning()))
                        .toList());
        page.heading("Fields");
        page.table(
                List.of("field", "meaning"),
                Arrays.stream(AuditField.values())
                        .map(field -> List.of(Markdown.code(field.toString()), field.meaning()))
                        .toList());
        page.heading("Example");
        page.code(
                "",
                """
                operation id=5C7B6C1A0E3F2D4-0000000000000009 operation="POST /api/tasks/{name}/disable" on=Products \
                client=4cbd5e3a-9d52-4f6d-8d8b-90f3d9a3b7f1 address=192.0.2.7 parameters=-
                outcome id=5C7B6C1A0E3F2D4-0000000000000009 operation="POST /api/tasks/{name}/disable" on=Products \
                client=4cbd5e3a-9d52-4f6d-8d8b-90f3d9a3b7f1 status=200""");
        return page.toString();
    }
}
