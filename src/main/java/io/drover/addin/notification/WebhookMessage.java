package io.drover.addin.notification;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.addin.notification.RunReport.RunError;
import io.drover.store.event.Notification;
import io.drover.store.event.NotificationKind;
import io.drover.store.ledger.Execution;
import io.drover.store.task.TaskRun;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * A webhook as the route of the part gets it: Standard Webhooks 1.0.0.
 *
 * @param headers webhook-id, webhook-timestamp, webhook-signature, Content-Type
 */
public record WebhookMessage(String body, Map<String, Object> headers) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Receivers expect less than 20 KB. */
    private static final int LONGEST_TEXT = 500;

    /** Writes and signs it. The body is the same at each attempt; the signature has the time of this one. */
    public static WebhookMessage of(
            Notification notification, List<WebhookSecret> secrets, RunReport report, Instant now) {
        String body = body(report).toString();
        long timestamp = now.getEpochSecond();
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        headers.put("webhook-id", notification.uid());
        headers.put("webhook-timestamp", String.valueOf(timestamp));
        headers.put("webhook-signature", WebhookSecret.sign(secrets, notification.uid(), timestamp, body));
        return new WebhookMessage(body, headers);
    }

    /** The type of an event. */
    static String type(NotificationKind kind) {
        return switch (kind) {
            case Completed, CompletedWithErrors -> "task.run.completed";
            case Failed -> "task.run.failed";
            case Recovered -> "task.run.recovered";
            case Overdue -> "task.run.overdue";
            case Stale -> "task.run.stale";
        };
    }

    private static ObjectNode body(RunReport report) {
        ObjectNode event = JSON.createObjectNode();
        event.put("type", type(report.occasion().kind()));
        event.put("timestamp", report.occasion().occurred().toString());
        ObjectNode data = event.putObject("data");
        data.put("task", report.about().task());
        data.put("message", cut(report.occasion().message()));
        if (report.run() != null) {
            run(data.putObject("run"), report.run());
        }
        ArrayNode executions = data.putArray("executions");
        report.executions().forEach(execution -> execution(executions.addObject(), execution, report));
        ArrayNode errors = data.putArray("errors");
        report.errors().forEach(error -> error(errors.addObject(), error));
        return event;
    }

    private static void run(ObjectNode node, TaskRun run) {
        node.put("id", run.id());
        node.put("outcome", run.outcome().name());
        node.put("scheduled", text(run.scheduled()));
        node.put("started", text(run.started()));
        node.put("ended", text(run.ended()));
    }

    private static void execution(ObjectNode node, Execution execution, RunReport report) {
        node.put("id", execution.id());
        node.put("job", execution.job());
        node.put("status", execution.status().name());
        node.put("read", execution.read());
        node.put("inserted", execution.inserted());
        node.put("updated", execution.updated());
        node.put("unchanged", execution.unchanged());
        node.put("deleted", execution.deleted());
        node.put("rejected", execution.rejected());
        node.put("skipped", execution.skipped());
        node.put("message", cut(execution.message()));
        if (!report.link(execution).isEmpty()) {
            node.put("link", report.link(execution));
        }
    }

    private static void error(ObjectNode node, RunError error) {
        node.put("job", error.job());
        node.put("execution", error.execution());
        node.put("table", error.error().table());
        node.put("line", error.error().line());
        node.put("column", error.error().column());
        node.put("value", cut(error.error().value()));
        node.put("reason", cut(error.error().reason()));
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " ...";
    }
}
