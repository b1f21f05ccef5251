package io.drover.connector.data;

import io.drover.connector.blob.BlobUrlIssuer;
import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.job.definition.JobDefinition;
import io.drover.job.provider.PackageCheck;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.datapackage.PackageDestination;
import io.drover.provider.format.FileDestination;
import io.drover.provider.sql.read.SqlSource;
import io.drover.queue.ActionOptions;
import io.drover.queue.NewMessage;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.payload.PayloadStore;
import io.drover.store.queue.Blob;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageProperties;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Exports of data packages, and where they can be fetched (wire contract 2.1). The message is durable before the answer. */
final class PackageExports {
    private static final int MOST_OF_NAME = 200;

    private final DataProjects projects;
    private final ExecutionIds ids;
    private final BlobUrlIssuer urls;
    private final PayloadStore payloads;
    private final Queues queues;
    private final QueueRuns runs;

    PackageExports(DataProjects projects, ExecutionIds ids, BlobUrlIssuer urls, PackageQueues messages) {
        this.projects = projects;
        this.ids = ids;
        this.urls = urls;
        this.payloads = messages.payloads();
        this.queues = messages.queues();
        this.runs = messages.runs();
    }

    /** ExportToPackage(Async): all that the job exports. */
    Answer whole(ActionCall call) {
        JobDefinition job = exported(call);
        return start(call, job, null, call.names("entityList"));
    }

    /** ExportFromPackage: of the entities that a package has. */
    Answer fromPackage(ActionCall call) throws IOException {
        JobDefinition job = exported(call);
        Blob blob = urls.written(call.required("packageUrl", PackageImports.MOST_OF_URL));
        List<String> entities;
        try {
            entities = PackageCheck.entities(payloads.find(blob.sha256()).path());
        } catch (IllegalArgumentException e) {
            throw ConnectorRefusal.invalid(
                    "The data package " + blob.file() + " cannot be used: " + e.getMessage() + ".");
        }
        return start(call, job, null, entities);
    }

    /** ExportToPackagePreview(Async): the first records of each entity. */
    Answer preview(ActionCall call) {
        Long count = call.count("count") == null ? call.count("exportPreviewCount") : call.count("count");
        if (count == null) {
            throw ConnectorRefusal.invalid(
                    "The body has no count: " + call.name() + " needs {\"count\":10}, the number of records.");
        }
        return start(call, exported(call), count, call.names("entityList"));
    }

    /** ExportToPackageDelta: what is new since the last export. */
    Answer delta(ActionCall call) {
        JobDefinition job = exported(call);
        boolean tracked = job.source() instanceof SqlSource source
                && source.inputs().stream().anyMatch(input -> input.watermark() != null);
        if (!tracked) {
            throw ConnectorRefusal.invalid("Change tracking is not set for the data project '" + job.name()
                    + "': a table or query of its job's source needs watermark=\"COLUMN\".");
        }
        return start(call, job, null, call.names("entityList"));
    }

    private JobDefinition exported(ActionCall call) {
        JobDefinition job = projects.of(call, Direction.EXPORT);
        boolean writes = job.destination() instanceof FileDestination destination
                && destination.format() instanceof PackageDestination;
        if (!writes || !(job.source() instanceof SqlSource)) {
            throw ConnectorRefusal.invalid(
                    "The data project '" + job.name()
                            + "' exports no data packages: its job needs <sql> as its source and <package> as its destination.");
        }
        return job;
    }

    private Answer start(ActionCall call, JobDefinition job, Long first, List<String> entities) {
        String name = call.text("packageName", MOST_OF_NAME);
        ActionOptions options = new ActionOptions(call.name(), true, first, known(entities, job), name);
        Message message = queues.submit(
                job,
                Direction.EXPORT,
                NewMessage.of(null, name)
                        .withExecutionUid(PackageImports.executionId(call))
                        .withProperties(MessageProperties.NONE
                                .withCompany(projects.legalEntity(call, job, Direction.EXPORT))
                                .withOptions(options.toJson())
                                .withApplication(call.caller().clientId())));
        runs.wake(message);
        return OData.text(call, message.ids().executionUid());
    }

    /** Entities as the job writes them. */
    private static List<String> known(List<String> entities, JobDefinition job) {
        List<String> known =
                job.mappings().stream().map(MappingDefinition::destinationTable).toList();
        return entities.stream()
                .map(name -> known.stream()
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() ->
                                ConnectorRefusal.invalid("Entity " + name + " does not exist in the data project '"
                                        + job.name() + "'; there are "
                                        + (known.isEmpty() ? "none by name" : String.join(", ", known)) + ".")))
                .toList();
    }

    /** GetExportedPackageUrl: empty until the package is there. */
    Answer url(ActionCall call) {
        Message message = ids.execution(call);
        if (message.queue().direction() == Direction.IMPORT) {
            throw ConnectorRefusal.invalid(
                    "The execution " + message.ids().executionUid() + " is an import; it exports no package.");
        }
        if (message.content().removed() != null) {
            throw new ConnectorRefusal(
                    410, "The package of the execution " + message.ids().executionUid() + " is no longer kept.");
        }
        if (message.content().sha256() != null) {
            return OData.text(call, url(call, message));
        }
        if (message.status().isFinal()) {
            throw ConnectorRefusal.invalid("The execution " + message.ids().executionUid() + " has made no package: "
                    + (message.state().reason() == null
                            ? "there were no records"
                            : message.state().reason()) + ".");
        }
        return OData.text(call, "");
    }

    private String url(ActionCall call, Message message) {
        String wanted = ActionOptions.of(message).packageName();
        String file = wanted == null
                ? message.content().file() == null
                        ? message.queue().job() + ".zip"
                        : message.content().file()
                : zip(wanted);
        return urls.toRead(
                UUID.fromString(message.uid()),
                queues.payloads().of(message),
                BlobUrlIssuer.file(file),
                call.caller().clientId(),
                call.baseUrl());
    }

    private static String zip(String name) {
        return name.regionMatches(true, name.length() - 4, ".zip", 0, 4) ? name : name + ".zip";
    }
}
