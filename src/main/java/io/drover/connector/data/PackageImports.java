package io.drover.connector.data;

import io.drover.connector.blob.BlobUrlIssuer;
import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.job.definition.JobDefinition;
import io.drover.job.provider.PackageCheck;
import io.drover.provider.datapackage.PackageSource;
import io.drover.provider.detect.DetectSource;
import io.drover.provider.format.FileSource;
import io.drover.queue.ActionOptions;
import io.drover.queue.NewMessage;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.PayloadStore;
import io.drover.store.queue.Blob;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageProperties;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Imports of data packages (wire contract 2.1). The message is durable before the answer, so that a client that asks for the status at once
 * gets one; the run begins at once and is not waited for.
 */
final class PackageImports {
    static final int MOST_OF_URL = 8_000;

    private final DataProjects projects;
    private final ProjectDrafts drafts;
    private final BlobUrlIssuer urls;
    private final PayloadStore payloads;
    private final Queues queues;
    private final QueueRuns runs;

    PackageImports(DataProjects projects, ProjectDrafts drafts, BlobUrlIssuer urls, PackageQueues messages) {
        this.projects = projects;
        this.drafts = drafts;
        this.urls = urls;
        this.payloads = messages.payloads();
        this.queues = messages.queues();
        this.runs = messages.runs();
    }

    /**
     * Starts an import.
     *
     * @param checked whether the package is looked into before the answer; else its faults are those of the execution
     */
    Answer start(ActionCall call, boolean checked) throws IOException {
        boolean isNew = projects.isNew(call);
        JobDefinition known = isNew ? null : projects.of(call, Direction.IMPORT);
        Blob blob = urls.written(call.required("packageUrl", MOST_OF_URL));
        Payload payload = payloads.find(blob.sha256());
        JobDefinition job = isNew ? drafts.job(call, DataProjects.name(call), payload.path(), blob.file()) : known;
        requirePackages(job);
        if (checked) {
            require(job, blob, payload);
        }
        ActionOptions options = new ActionOptions(call.name(), call.flag("execute", true), null, List.of(), null);
        Message message = queues.submit(
                job,
                Direction.IMPORT,
                NewMessage.of(payload, blob.file())
                        .withExecutionUid(executionId(call))
                        .withProperties(MessageProperties.NONE
                                .withCompany(projects.legalEntity(call, job, Direction.IMPORT))
                                .withOptions(options.toJson())
                                .withApplication(call.caller().clientId())));
        runs.wake(message);
        return OData.text(call, message.ids().executionUid());
    }

    private void require(JobDefinition job, Blob blob, Payload payload) throws IOException {
        Optional<String> problem = PackageCheck.problem(job, payload.path());
        if (problem.isPresent()) {
            throw ConnectorRefusal.invalid(
                    "The data package " + blob.file() + " cannot be imported: " + problem.get() + ".");
        }
    }

    private static void requirePackages(JobDefinition job) {
        boolean reads = job.source() instanceof FileSource source
                && (source.format() instanceof PackageSource || source.format() instanceof DetectSource);
        if (!reads) {
            throw ConnectorRefusal.invalid("The data project '" + job.name()
                    + "' imports no data packages: its job needs <package/> as its source.");
        }
    }

    /** The id that a client wants for an execution; null: one is made. */
    static String executionId(ActionCall call) {
        return call.text("executionId", 200);
    }
}
