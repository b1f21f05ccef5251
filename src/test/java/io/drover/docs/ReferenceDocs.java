package io.drover.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pages of docs/reference that are made from the product itself. */
final class ReferenceDocs {
    static final String UPDATE = "mvn -q test -Dtest=ReferenceDocsTest -Ddocs.update=true";

    private ReferenceDocs() {}

    /** The text of each page by its file name. */
    static Map<String, String> pages() throws Exception {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("settings.md", SettingsPage.text(resource("/io/drover/settings/defaults.properties")));
        pages.put(
                "jobs.md",
                SchemaPage.text(
                        "Job files", "/schema/job.xsd", example("Jobs/Products.xml"), example("Jobs/Stock.xml")));
        pages.put(
                "scheduled-tasks.md",
                SchemaPage.text(
                        "Scheduled task files", "/schema/scheduled-task.xsd", example("ScheduledTasks/Products.xml")));
        pages.put(
                "recurring-jobs.md",
                SchemaPage.text(
                        "Recurring job files",
                        "/schema/recurring-job.xsd",
                        Path.of("docs/examples/recurring-job.xml")));
        pages.put(
                "connections.md",
                SchemaPage.text("Connection files", "/schema/connection.xsd", Path.of("docs/examples/connection.xml")));
        pages.put(
                "buckets.md",
                SchemaPage.text("Bucket files", "/schema/bucket.xsd", Path.of("docs/examples/bucket.xml")));
        pages.put(
                "collections.md",
                SchemaPage.text("Collection files", "/schema/collection.xsd", Path.of("docs/examples/collection.xml")));
        pages.put("config.md", SchemaPage.text("Config files", "/schema/config.xsd", example("Config/erp.xml")));
        pages.put("add-ins.md", AddInsPage.text(Path.of("routes/add-ins")));
        pages.put(
                "components.md",
                ComponentsPage.text(
                        resource("/META-INF/io/drover/job/job.json"),
                        resource("/META-INF/io/drover/task/task.json"),
                        resource("/META-INF/io/drover/queue/queue.json"),
                        resource("/META-INF/io/drover/connection/webservice/webservice.json")));
        pages.put("commands.md", CommandsPage.text());
        pages.put("audit.md", AuditPage.text());
        pages.put("operations.md", OperationsPage.text());
        return pages;
    }

    static InputStream open(String resource) {
        return ReferenceDocs.class.getResourceAsStream(resource);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Path example(String name) throws IOException {
        Path file = Path.of("Files/Integration").resolve(name);
        if (!Files.exists(file)) {
            throw new IOException("the example " + file + " is gone; name another one");
        }
        return file;
    }
}
