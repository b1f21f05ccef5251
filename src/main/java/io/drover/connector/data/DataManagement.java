package io.drover.connector.data;

import io.drover.connector.blob.BlobUrlIssuer;
import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorAnswers;
import io.drover.connector.wire.WireJson;
import io.drover.definition.Catalog;
import io.drover.job.Jobs;
import io.drover.queue.Queues;
import io.drover.settings.Settings;
import io.drover.store.Store;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;

/** The bean that routes/data-management.camel.yaml calls: one method for each action of Dynamics 365's data management (wire contract 2.1). */
public final class DataManagement {
    private final BlobUrlIssuer urls;
    private final PackageImports imports;
    private final PackageExports exports;
    private final ExecutionReport report;
    private final ErrorFiles errorFiles;
    private final Housekeeping housekeeping;

    public DataManagement(Settings settings, Catalog catalog, Jobs jobs, PackageQueues messages, Store store) {
        Queues queues = messages.queues();
        DataProjects projects = new DataProjects(catalog);
        ExecutionIds ids = new ExecutionIds(catalog, queues, projects);
        this.urls = new BlobUrlIssuer(settings, store);
        this.imports = new PackageImports(projects, new ProjectDrafts(settings, catalog, jobs), urls, messages);
        this.exports = new PackageExports(projects, ids, urls, messages);
        this.report = new ExecutionReport(store, ids);
        this.errorFiles = new ErrorFiles(store, ids, urls, messages.payloads());
        this.housekeeping = new Housekeeping(catalog, store, projects, ids, queues);
    }

    public void getAzureWriteUrl(Exchange exchange) {
        answer(exchange, "GetAzureWriteUrl", this::writeUrl);
    }

    private Answer writeUrl(ActionCall call) {
        String file = BlobUrlIssuer.file(call.required("uniqueFileName", 1_000));
        BlobUrlIssuer.UploadUrl place = urls.toWrite(file, call.caller().clientId(), call.baseUrl());
        Map<String, String> value = new LinkedHashMap<>();
        value.put("BlobId", "{" + place.id().toString().toUpperCase(Locale.ROOT) + "}");
        value.put("BlobUrl", place.url());
        return OData.text(call, WireJson.write(value));
    }

    public void importFromPackage(Exchange exchange) {
        answer(exchange, "ImportFromPackage", call -> imports.start(call, true));
    }

    public void importFromPackageAsync(Exchange exchange) {
        answer(exchange, "ImportFromPackageAsync", call -> imports.start(call, false));
    }

    public void importFromDmtPackage(Exchange exchange) {
        answer(exchange, "ImportFromDMTPackage", call -> imports.start(call, true));
    }

    public void exportToPackage(Exchange exchange) {
        answer(exchange, "ExportToPackage", exports::whole);
    }

    public void exportToPackageAsync(Exchange exchange) {
        answer(exchange, "ExportToPackageAsync", exports::whole);
    }

    public void exportToPackagePreview(Exchange exchange) {
        answer(exchange, "ExportToPackagePreview", exports::preview);
    }

    public void exportToPackagePreviewAsync(Exchange exchange) {
        answer(exchange, "ExportToPackagePreviewAsync", exports::preview);
    }

    public void exportToPackageDelta(Exchange exchange) {
        answer(exchange, "ExportToPackageDelta", exports::delta);
    }

    public void exportFromPackage(Exchange exchange) {
        answer(exchange, "ExportFromPackage", exports::fromPackage);
    }

    public void getExportedPackageUrl(Exchange exchange) {
        answer(exchange, "GetExportedPackageUrl", exports::url);
    }

    public void getExecutionSummaryStatus(Exchange exchange) {
        answer(exchange, "GetExecutionSummaryStatus", report::summary);
    }

    public void getEntityExecutionSummaryStatusList(Exchange exchange) {
        answer(exchange, "GetEntityExecutionSummaryStatusList", report::entities);
    }

    public void getExecutionErrors(Exchange exchange) {
        answer(exchange, "GetExecutionErrors", report::errors);
    }

    public void getMessageStatus(Exchange exchange) {
        answer(exchange, "GetMessageStatus", report::messageStatus);
    }

    public void getExecutionIdByMessageId(Exchange exchange) {
        answer(exchange, "GetExecutionIdByMessageId", report::executionId);
    }

    public void getExecutionSummaryPageUrl(Exchange exchange) {
        answer(exchange, "GetExecutionSummaryPageUrl", report::page);
    }

    public void getImportStagingErrorFileUrl(Exchange exchange) {
        answer(exchange, "GetImportStagingErrorFileUrl", errorFiles::stagingUrl);
    }

    public void generateImportTargetErrorKeysFile(Exchange exchange) {
        answer(exchange, "GenerateImportTargetErrorKeysFile", errorFiles::hasKeys);
    }

    public void getImportTargetErrorKeysFileUrl(Exchange exchange) {
        answer(exchange, "GetImportTargetErrorKeysFileUrl", errorFiles::keysUrl);
    }

    public void deleteExecutionHistoryJob(Exchange exchange) {
        answer(exchange, "DeleteExecutionHistoryJob", housekeeping::deleteHistory);
    }

    public void initializeDataManagement(Exchange exchange) {
        answer(exchange, "InitializeDataManagement", call -> OData.done());
    }

    public void initializeDataManagementAsync(Exchange exchange) {
        answer(exchange, "InitializeDataManagementAsync", call -> OData.done());
    }

    public void getEntitySequence(Exchange exchange) {
        answer(exchange, "GetEntitySequence", housekeeping::sequence);
    }

    public void resetVersionToken(Exchange exchange) {
        answer(exchange, "ResetVersionToken", housekeeping::resetVersionToken);
    }

    /** What an action does. */
    private interface Action {
        Answer of(ActionCall call) throws Exception;
    }

    private static void answer(Exchange exchange, String name, Action action) {
        new ConnectorAnswers(refusal -> OData.error(name, refusal))
                .answer(exchange, () -> action.of(ActionCall.of(exchange, name)));
    }
}
