package io.drover.deploy;

import io.drover.addin.AddIns;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.definition.JobDefinition;
import io.drover.definition.Problem;
import io.drover.definition.RecurringJobDefinition;
import io.drover.definition.TaskDefinition;
import io.drover.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Puts definitions into a zip, byte for byte, with what they need: a task's jobs, its config file and the files of its add-in, as
 * far as these are not shipped with Drover; a recurring job's job.
 */
public final class TransferExport {
    private final Settings settings;
    private final Definitions definitions;
    private final Map<String, Path> files = new TreeMap<>();

    /**
     * What was exported.
     *
     * @param files their names in the export
     * @param secrets those that stand in the files as they are; when there are any and they were not asked for, nothing is written
     */
    public record Report(Path zip, List<String> files, List<Problem> secrets) {}

    /** @throws IllegalArgumentException when a definition is bad, as what it needs is not known then; the message is for the user */
    public TransferExport(Settings settings) {
        this.settings = settings;
        this.definitions = DefinitionLoader.load(settings.folders().root(), Definitions.NONE);
        if (!definitions.problems().isEmpty()) {
            throw new IllegalArgumentException(
                    "correct this first: " + definitions.problems().get(0));
        }
    }

    /**
     * Writes an export.
     *
     * @param zip not there yet
     * @param names of tasks, jobs, recurring jobs and config files, alone or as {@code task:NAME}, {@code job:NAME},
     *     {@code recurring-job:NAME}, {@code config:NAME}; none: all there are
     * @param withSecrets whether literal secrets may go along
     * @param version of this Drover
     * @throws IllegalArgumentException when there is nothing of a name; says what there is
     */
    public Report write(Path zip, List<String> names, boolean withSecrets, String version) throws IOException {
        if (Files.exists(zip)) {
            throw new IllegalArgumentException(zip + " is there already: give another name, or remove it");
        }
        try (ScratchContext scratch = new ScratchContext(settings)) {
            RouteFiles.load(scratch.camel(), RouteFiles.files(addInFolder()));
            AddIns addIns = new AddIns(scratch.camel());
            if (names.isEmpty()) {
                addAll(addIns);
            }
            for (String name : names) {
                add(name, addIns);
            }
        }
        List<Problem> secrets = files.values().stream()
                .flatMap(file -> LiteralSecrets.in(file).stream())
                .toList();
        if (secrets.isEmpty() || withSecrets) {
            try (FileReplacement file = new FileReplacement(zip, zip(version))) {
                file.place();
            }
        }
        return new Report(zip, List.copyOf(files.keySet()), secrets);
    }

    private Path addInFolder() {
        return settings.path("drover.routes").resolve("add-ins");
    }

    private void addAll(AddIns addIns) throws IOException {
        for (TaskDefinition task : definitions.tasks().values()) {
            add(task, addIns);
        }
        definitions.jobs().values().forEach(job -> put("Jobs", job.file()));
        definitions.recurringJobs().values().forEach(this::add);
        InstallationFiles.definitions(configFolder()).forEach(config -> put("Config", config));
        for (Path file : RouteFiles.files(addInFolder())) {
            addUnlessShipped(file);
        }
    }

    private Path configFolder() {
        return settings.folders().root().resolve("Config");
    }

    private void add(String written, AddIns addIns) throws IOException {
        int colon = written.indexOf(':');
        String kind = colon < 0 ? "" : written.substring(0, colon).toLowerCase(Locale.ROOT);
        String name = written.substring(colon + 1);
        int before = files.size();
        boolean found = false;
        TaskDefinition task = definitions.tasks().get(name);
        if (task != null && (kind.isEmpty() || kind.equals("task"))) {
            add(task, addIns);
            found = true;
        }
        JobDefinition job = definitions.jobs().get(name);
        if (job != null && (kind.isEmpty() || kind.equals("job"))) {
            put("Jobs", job.file());
            found = true;
        }
        RecurringJobDefinition recurring = definitions.recurringJobs().get(name);
        if (recurring != null && (kind.isEmpty() || kind.equals("recurring-job"))) {
            add(recurring);
            found = true;
        }
        Optional<Path> config = InstallationFiles.definitions(configFolder()).stream()
                .filter(file -> file.getFileName().toString().equalsIgnoreCase(name))
                .findFirst();
        if (config.isPresent() && (kind.isEmpty() || kind.equals("config"))) {
            put("Config", config.get());
            found = true;
        }
        if (!found && before == files.size()) {
            throw new IllegalArgumentException("there is nothing called '" + written + "'; there are the tasks "
                    + definitions.tasks().keySet() + ", the jobs "
                    + definitions.jobs().keySet()
                    + ", the recurring jobs " + definitions.recurringJobs().keySet() + " and the config files "
                    + InstallationFiles.definitions(configFolder()).stream()
                            .map(Path::getFileName)
                            .toList());
        }
    }

    private void add(TaskDefinition task, AddIns addIns) throws IOException {
        put("ScheduledTasks", task.file());
        task.jobs().forEach(job -> put("Jobs", definitions.jobs().get(job).file()));
        if (task.config() != null) {
            put("Config", task.config());
        }
        for (Path file : addIns.files(task.addIn())) {
            addUnlessShipped(file);
        }
    }

    private void add(RecurringJobDefinition recurring) {
        put("RecurringJobs", recurring.file());
        put("Jobs", definitions.jobs().get(recurring.job()).file());
    }

    private void put(String folder, Path file) {
        files.put(folder + "/" + file.getFileName(), file);
    }

    /** An add-in that was changed here is this installation's own, whatever its name. */
    private void addUnlessShipped(Path file) throws IOException {
        String relative = addInFolder()
                .toAbsolutePath()
                .relativize(file.toAbsolutePath())
                .toString()
                .replace('\\', '/');
        try (InputStream shipped = TransferExport.class.getResourceAsStream("shipped/" + relative)) {
            if (shipped == null || !Arrays.equals(shipped.readAllBytes(), Files.readAllBytes(file))) {
                files.put("add-ins/" + relative, file);
            }
        }
    }

    private byte[] zip(String version) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            contents.put(file.getKey(), Files.readAllBytes(file.getValue()));
        }
        TransferManifest manifest = new TransferManifest(
                TransferManifest.FORMAT,
                version,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                contents.entrySet().stream()
                        .map(file -> TransferManifest.Entry.of(file.getKey(), file.getValue()))
                        .toList());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, TransferManifest.NAME, manifest.json());
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
