package io.drover.connector.data;

import io.drover.connector.wire.ConnectorRefusal;
import io.drover.definition.Catalog;
import io.drover.definition.Definition;
import io.drover.definition.FileKind;
import io.drover.definition.edit.FileReplacement;
import io.drover.job.Jobs;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.queue.definition.RecurringJobText;
import io.drover.security.Role;
import io.drover.settings.Settings;
import io.drover.store.queue.Direction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Data projects that do not exist yet when a client imports a data package: a job is drafted of the manifest. It waits in Drafts until
 * someone confirms it, or is in force at once where {@code drover.data-projects.auto-create} is set.
 */
final class ProjectDrafts {
    private static final int MOST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Settings settings;
    private final Catalog catalog;
    private final Jobs jobs;
    private final boolean autoCreate;

    ProjectDrafts(Settings settings, Catalog catalog, Jobs jobs) {
        this.settings = settings;
        this.catalog = catalog;
        this.jobs = jobs;
        this.autoCreate = settings.flag("drover.data-projects.auto-create");
    }

    /**
     * The job for a package whose data project does not exist.
     *
     * @param file the package
     * @param fileName what the client calls it
     * @throws ConnectorRefusal when it is not in force: it waits to be confirmed, or cannot be drafted
     */
    JobDefinition job(ActionCall call, String name, Path file, String fileName) throws IOException {
        Path draft = settings.folders().drafts().resolve(name + ".xml");
        List<String> drafts = drafts();
        if (drafts.stream().anyMatch(draft.getFileName().toString()::equalsIgnoreCase)) {
            throw waits(name, "A draft of it waits already");
        }
        String xml = draft(call, name, file, fileName);
        if (autoCreate) {
            return created(call, name, xml);
        }
        if (drafts.size() >= MOST) {
            throw ConnectorRefusal.conflict("The data project '" + name + "' does not exist, and " + MOST
                    + " drafts of others wait: someone who runs Drover confirms or removes them first.");
        }
        place(draft, xml);
        throw waits(name, "A draft of it was made of the data package");
    }

    private static ConnectorRefusal waits(String name, String draft) {
        return ConnectorRefusal.conflict("The data project '" + name + "' does not exist yet. " + draft
                + ": someone who runs Drover looks at it and confirms it (drover job confirm \"" + name
                + "\"), then send the package again.");
    }

    private String draft(ActionCall call, String name, Path file, String fileName) throws IOException {
        try {
            String xml = jobs.draft(file, zip(fileName), settings.get("drover.data-projects.target"), name, true);
            int root = xml.indexOf("<job ");
            return xml.substring(0, root) + "<!-- " + call.name() + " of the application "
                    + call.caller().clientId().replace("--", "- -") + " asked for it. -->\n" + xml.substring(root);
        } catch (IllegalArgumentException | SQLException e) {
            throw ConnectorRefusal.invalid("The data project '" + name
                    + "' does not exist, and no job can be drafted of the data package: " + e.getMessage() + ".");
        }
    }

    private static String zip(String name) {
        return name.regionMatches(true, name.length() - 4, ".zip", 0, 4) ? name : name + ".zip";
    }

    private List<String> drafts() throws IOException {
        if (!Files.isDirectory(settings.folders().drafts())) {
            return List.of();
        }
        try (Stream<Path> drafts = Files.list(settings.folders().drafts())) {
            return drafts.map(draft -> draft.getFileName().toString()).toList();
        }
    }

    private JobDefinition created(ActionCall call, String name, String xml) throws IOException {
        Path job = definition(FileKind.JOB, name);
        if (Files.exists(job)) {
            throw ConnectorRefusal.conflict("The data project '" + name + "' is not in force: its file "
                    + job.getFileName() + " has errors (drover validate).");
        }
        place(job, xml);
        JobDefinition made = awaited(JobDefinition.class, name);
        Path recurring = definition(FileKind.RECURRING_JOB, name);
        if (!call.caller().roles().contains(Role.OPERATOR) && !Files.exists(recurring)) {
            place(
                    recurring,
                    RecurringJobText.of(
                            name,
                            UUID.randomUUID(),
                            made,
                            Direction.IMPORT,
                            PayloadKind.PACKAGE,
                            List.of(call.caller().clientId())));
            awaited(RecurringJobDefinition.class, name); // by it the client may ask for the status
        }
        return made;
    }

    private Path definition(FileKind kind, String name) {
        return settings.folders().root().resolve(kind.folder()).resolve(name + ".xml");
    }

    private static void place(Path file, String text) throws IOException {
        try (FileReplacement written = new FileReplacement(file, text.getBytes(StandardCharsets.UTF_8))) {
            written.place();
        }
    }

    private <D extends Definition> D awaited(Class<D> kind, String name) {
        if (!isInForce(kind, name)) {
            throw new ConnectorRefusal(
                    503,
                    "The data project '" + name + "' was made of the data package and is not in force yet.",
                    Map.of("Retry-After", "10"));
        }
        return catalog.find(kind, name);
    }

    private boolean isInForce(Class<? extends Definition> kind, String name) {
        try {
            return catalog.await(() -> catalog.has(kind, name), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
