package io.drover.deploy.transfer;

import io.drover.addin.AddInParameter;
import io.drover.addin.AddIns;
import io.drover.connection.definition.ConnectionDefinition;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.FileListing;
import io.drover.definition.FileReference;
import io.drover.definition.InstallationFile;
import io.drover.definition.problem.Problem;
import io.drover.definition.text.ParameterNames;
import io.drover.deploy.check.Inspection;
import io.drover.deploy.check.ReferredFiles;
import io.drover.deploy.route.ShippedRoutes;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.task.definition.TaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The files that go into an export: definitions with what they need. A task takes along its jobs, its connection, its config file and the files of
 * its add-in, as far as these are not shipped with Drover; a recurring job its job; all of them the files that they refer to.
 */
final class TransferSelection {
    /** As much as an import reads. */
    private static final long MOST_BYTES = 60L << 20;

    private final Inspection inspection;
    private final Definitions definitions;
    private final AddIns addIns;
    private final ReferredFiles referred;
    private final Map<Path, InstallationFile> installed;
    private final Map<String, InstallationFile> files = new TreeMap<>();
    private final Set<Problem> left = new LinkedHashSet<>();

    /** @throws IllegalArgumentException when a definition is bad; the message is for the user */
    TransferSelection(Inspection inspection) {
        this.inspection = inspection;
        this.definitions = inspection.definitions();
        this.addIns = inspection.addIns();
        this.referred = inspection.referred();
        FileListing listing = inspection.installation().list();
        this.installed = listing.files().stream()
                .collect(Collectors.toMap(InstallationFile::path, Function.identity(), (first, same) -> first));
        List<Problem> problems = new ArrayList<>(definitions.problems());
        problems.addAll(listing.problems());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("correct this first: " + problems.get(0));
        }
    }

    /**
     * The files, by their names in the export.
     *
     * @throws IllegalArgumentException when two cannot be told apart on every system, or all are too large
     */
    List<InstallationFile> files() throws IOException {
        TransferPaths.require(files.keySet());
        long bytes = 0;
        for (InstallationFile file : files.values()) {
            bytes += Files.size(file.path());
        }
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("the files have " + (bytes >> 20) + " MB, and an export at most "
                    + (MOST_BYTES >> 20) + ": export fewer at a time");
        }
        return List.copyOf(files.values());
    }

    /** What belongs to them and does not go along. */
    List<Problem> left() {
        return List.copyOf(left);
    }

    /** All but the settings and routes, which are the environment's own. */
    void addAll() throws IOException {
        for (TaskDefinition task : definitions.all(TaskDefinition.class).values()) {
            add(task);
        }
        definitions.all(JobDefinition.class).values().forEach(this::add);
        definitions.all(RecurringJobDefinition.class).values().forEach(this::add);
        definitions.all(ConnectionDefinition.class).values().forEach(this::add);
        for (InstallationFile file : installed.values()) {
            switch (file.kind()) {
                case ADD_IN -> addUnlessShipped(file);
                case ROUTE -> leaveUnlessShipped(file);
                case CONFIG, CONNECTION, BUCKET, COLLECTION, JOB, TASK, RECURRING_JOB -> put(file);
                case SETTINGS, REFERRED -> {}
            }
        }
    }

    /** @throws IllegalArgumentException when there is nothing of that name; says what there is */
    void add(String written) throws IOException {
        int colon = written.indexOf(':');
        String kind = colon < 0 ? "" : written.substring(0, colon).toLowerCase(Locale.ROOT);
        String name = written.substring(colon + 1);
        boolean found = false;
        TaskDefinition task = definitions.all(TaskDefinition.class).get(name);
        if (task != null && (kind.isEmpty() || kind.equals("task"))) {
            add(task);
            found = true;
        }
        JobDefinition job = definitions.all(JobDefinition.class).get(name);
        if (job != null && (kind.isEmpty() || kind.equals("job"))) {
            add(job);
            found = true;
        }
        RecurringJobDefinition recurring =
                definitions.all(RecurringJobDefinition.class).get(name);
        if (recurring != null && (kind.isEmpty() || kind.equals("recurring-job"))) {
            add(recurring);
            found = true;
        }
        ConnectionDefinition connection =
                definitions.all(ConnectionDefinition.class).get(name);
        if (connection != null && (kind.isEmpty() || kind.equals("connection"))) {
            add(connection);
            found = true;
        }
        Optional<InstallationFile> config = configs().stream()
                .filter(file -> fileName(file).equalsIgnoreCase(name))
                .findFirst();
        if (config.isPresent() && (kind.isEmpty() || kind.equals("config"))) {
            put(config.get());
            found = true;
        }
        if (!found) {
            throw new IllegalArgumentException("there is nothing called '" + written + "'; there are the tasks "
                    + definitions.all(TaskDefinition.class).keySet() + ", the jobs "
                    + definitions.all(JobDefinition.class).keySet()
                    + ", the recurring jobs "
                    + definitions.all(RecurringJobDefinition.class).keySet() + ", the connections "
                    + definitions.all(ConnectionDefinition.class).keySet() + " and the config files "
                    + configs().stream().map(TransferSelection::fileName).toList());
        }
    }

    private List<InstallationFile> configs() {
        return inspection.installation().list(FileKind.CONFIG).files();
    }

    private static String fileName(InstallationFile file) {
        return file.path().getFileName().toString();
    }

    private void add(TaskDefinition task) throws IOException {
        put(installed.get(task.file()));
        task.jobs().forEach(job -> add(definitions.all(JobDefinition.class).get(job)));
        if (task.work().config() != null) {
            put(installed.get(task.work().config()));
        }
        referred.of(task).forEach(this::put);
        connection(task).ifPresent(this::add);
        for (Path file : addIns.files(task.addIn())) {
            addUnlessShipped(installed.get(file));
        }
    }

    /** The connection that its add-in takes; one that a placeholder names does not go along. */
    private Optional<ConnectionDefinition> connection(TaskDefinition task) {
        return addIns.find(task.addIn()).stream()
                .flatMap(addIn -> addIn.parameters().stream())
                .filter(AddInParameter::isConnection)
                .flatMap(parameter -> task.work().parameters().entrySet().stream()
                        .filter(set -> ParameterNames.key(set.getKey()).equals(ParameterNames.key(parameter.name()))))
                .map(set -> definitions
                        .all(ConnectionDefinition.class)
                        .get(set.getValue().strip()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private void add(ConnectionDefinition connection) {
        put(installed.get(connection.file()));
        if (connection.config() != null) {
            put(installed.get(connection.config()));
        }
    }

    private void add(JobDefinition job) {
        put(installed.get(job.file()));
        referred.of(job).forEach(this::put);
    }

    private void add(RecurringJobDefinition recurring) {
        put(installed.get(recurring.file()));
        add(definitions.all(JobDefinition.class).get(recurring.job()));
    }

    private void put(InstallationFile file) {
        files.put(file.exportName(), file);
    }

    private void put(FileReference reference) {
        Optional<InstallationFile> file = referred.file(reference);
        Optional<String> problem = file.map(InstallationFile::exportName).flatMap(TransferPaths::problem);
        if (file.isEmpty()) {
            reference.problem(inspection.installation().root()).ifPresent(left::add);
        } else if (problem.isPresent()) {
            left.add(new Problem(
                    reference.from(),
                    reference.line(),
                    "the " + reference.what() + " " + reference.path() + " does not go along: " + problem.get()));
        } else {
            put(file.get());
        }
    }

    /** An add-in that was changed here is this installation's own, whatever its name. */
    private void addUnlessShipped(InstallationFile file) throws IOException {
        if (!ShippedRoutes.isShipped(file)) {
            put(file);
        }
    }

    private void leaveUnlessShipped(InstallationFile file) throws IOException {
        if (!ShippedRoutes.isShipped(file)) {
            left.add(new Problem(
                    file.path(), 0, "a route of your own does not go along: copy it, if it is wanted there"));
        }
    }
}
