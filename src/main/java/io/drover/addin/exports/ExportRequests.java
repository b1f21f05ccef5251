package io.drover.addin.exports;

import io.drover.addin.TaskWork;
import io.drover.addin.XmlFragment;
import io.drover.job.JobConstants;
import io.drover.job.delivery.Hash;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** What the add-ins that send leave to Java: from the file that a job wrote to the request. The bean {@code exportRequests}. */
public final class ExportRequests {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(export|exportContent)}");

    /** Of the task, before this has added to it. */
    private static final String TASK_HEADERS = "DroverTaskRequestHeaders";

    private static final String HEADERS = "requestHeaders";

    /**
     * Puts the request in the place of the export: the file as it is, or the text of the variable {@code requestTemplate} with the
     * file's in it. Its header {@code Idempotency-Key} is the variable {@code idempotencyKey}, or else the SHA-256 of the request.
     *
     * @throws IllegalArgumentException when the template has no placeholder
     */
    public void request(Exchange exchange) throws IOException {
        Path export = exchange.getMessage().getBody(File.class).toPath();
        Path request = wrapped(export, text(exchange, "requestTemplate"));
        String key = text(exchange, "idempotencyKey");
        addHeader(exchange, "Idempotency-Key", key.isEmpty() ? Hash.of(request) : key);
        exchange.setVariable("records", exchange.getMessage().getHeader(JobConstants.RECORDS, 0L, Long.class));
        exchange.getMessage().setBody(request.toFile());
    }

    /** What the run of an export has come to. */
    public void report(Exchange exchange) {
        Long records = exchange.getVariable("records", Long.class);
        TaskWork.of(exchange)
                .report(
                        records == null
                                ? "there was nothing to send"
                                : "sent " + records + (records == 1 ? " record" : " records"));
    }

    private static void addHeader(Exchange exchange, String name, String value) {
        String own = exchange.getProperty(TASK_HEADERS, String.class);
        if (own == null) {
            own = text(exchange, HEADERS);
            exchange.setProperty(TASK_HEADERS, own);
        }
        exchange.setVariable(HEADERS, own + (own.isEmpty() ? "" : "\n") + name + ": " + value);
    }

    private static Path wrapped(Path export, String template) throws IOException {
        if (template.isEmpty()) {
            return export;
        }
        Matcher placeholder = PLACEHOLDER.matcher(template);
        if (!placeholder.find()) {
            throw new IllegalArgumentException(
                    "the parameter requestTemplate has neither {export} nor {exportContent}, for which the export would be put");
        }
        Path request = export.resolveSibling("." + export.getFileName() + ".request");
        try (Writer out = Files.newBufferedWriter(request)) {
            out.write(template.substring(0, placeholder.start()));
            put(export, out, placeholder.group(1).equals("export"));
            out.write(template.substring(placeholder.end()));
        }
        return request;
    }

    private static void put(Path export, Writer out, boolean whole) throws IOException {
        String name = export.getFileName().toString().toLowerCase(Locale.ROOT);
        try (InputStream in = Files.newInputStream(export)) {
            if (name.endsWith(".xml")) {
                XmlFragment.copy(in, out, whole);
            } else if (!whole || name.endsWith(".zip") || name.endsWith(".xlsx") || name.endsWith(".gz")) {
                throw new IllegalArgumentException(export.getFileName()
                        + " cannot stand in a request: {exportContent} is for XML, and {export} for text");
            } else {
                new InputStreamReader(in, StandardCharsets.UTF_8).transferTo(out);
            }
        }
    }

    private static String text(Exchange exchange, String variable) {
        String value = exchange.getVariable(variable, String.class);
        return value == null ? "" : value;
    }
}
